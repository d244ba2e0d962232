import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'
import { createDb, quote } from '../reader/db.ts'

export interface CountOptions {
  readonly root: string
  readonly scratch: string
  readonly signal: AbortSignal
}

/** How many lines or rows a file of the archive has; null when it cannot be read to its end. */
export async function countEvents(key: string, options: CountOptions): Promise<number | null> {
  const path = join(options.root, key)
  try {
    if (key.endsWith('.parquet')) return await countRows(path, options.scratch)
    return compressionOf(key) === undefined ? null : await countLines(path, options.signal)
  } catch {
    options.signal.throwIfAborted()
    return null
  }
}

async function countRows(path: string, scratch: string): Promise<number> {
  const db = await createDb({ scratch, memory: '100MB', threads: 1 })
  try {
    const { rows } = await db.one<{ rows: number }>(
      `SELECT num_rows AS rows FROM parquet_file_metadata(${quote(path)})`,
    )
    return rows
  } finally {
    db.close()
  }
}

const blockBytes = 256 * 1024
const newline = 0x0a

async function countLines(path: string, signal: AbortSignal): Promise<number> {
  const options = { chunkSize: blockBytes }
  const inflate =
    compressionOf(path) === 'zstd' ? createZstdDecompress(options) : createGunzip(options)
  const file = createReadStream(path, { highWaterMark: blockBytes, signal })
  file.on('error', (error) => inflate.destroy(error))
  let lines = 0
  for await (const block of file.pipe(inflate) as AsyncIterable<Buffer>) {
    for (let at = block.indexOf(newline); at >= 0; at = block.indexOf(newline, at + 1)) lines += 1
  }
  return lines
}
