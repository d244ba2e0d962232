import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'

const blockBytes = 256 * 1024

/**
 * Why a compressed file cannot be read to its end; undefined when it can. DuckDB does not look: it
 * compares no checksums, and takes a file that was cut between two lines for a whole one.
 */
export async function verifyFile(path: string, signal?: AbortSignal): Promise<string | undefined> {
  let fileBytes = 0
  const source = createReadStream(path, { highWaterMark: blockBytes })
  source.on('data', (chunk) => {
    fileBytes += chunk.length
  })
  const inflate =
    compressionOf(path) === 'zstd'
      ? createZstdDecompress({ chunkSize: blockBytes })
      : createGunzip({ chunkSize: blockBytes })
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  try {
    await pipeline(source, inflate, nowhere, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    return `damaged (${error instanceof Error ? error.message : String(error)})`
  }
  // Whatever follows the last member is passed over by zlib without a word.
  return inflate.bytesWritten < fileBytes ? 'damaged (something follows its end)' : undefined
}
