import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createInterface } from 'node:readline'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'

/** The lines of a compressed file, one at a time, without their ends. Throws where it is damaged. */
export async function* readLinesOf(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  const inflate = compressionOf(path) === 'zstd' ? createZstdDecompress() : createGunzip()
  const text = new PassThrough()
  const done = pipeline(createReadStream(path), inflate, text, signal ? { signal } : {})
  // Seen below, after the lines before the damage.
  done.catch(() => {})
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) yield line
  await done
}
