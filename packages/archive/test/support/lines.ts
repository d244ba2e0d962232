import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { compressionOf } from '../../src/layout/file-name.ts'
import type { Lines } from '../../src/writer/batch.ts'

/** So many records, numbered from `from`; `pad` makes each longer. */
export function linesOf(count: number, from = 0, pad = 0): Lines {
  const text = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ seq: from + at, pad: 'x'.repeat(pad) }),
  )
  return { bytes: Buffer.from(text.map((line) => `${line}\n`).join('')), count }
}

/** The numbers of the records in a file of the archive. */
export function seqsIn(path: string, file: Buffer): number[] {
  const text = (compressionOf(path) === 'zstd' ? zstdDecompressSync : gunzipSync)(file).toString()
  if (text !== '' && !text.endsWith('\n')) throw new Error(`${path} ends within a line`)
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => (JSON.parse(line) as { seq: number }).seq)
}
