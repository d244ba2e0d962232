import { createReadStream, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'

const blockBytes = 128 * 1024

/**
 * Why a compressed file cannot be read to its end; undefined when it can. DuckDB does not look: it
 * compares no checksums, and takes a file that was cut between two lines for a whole one.
 */
export const verifyFile = (path: string, signal?: AbortSignal): Promise<string | undefined> =>
  inflate(path, { use: () => {}, signal })

interface Inflate {
  readonly use: (chunk: Buffer) => void
  readonly signal: AbortSignal | undefined
}

async function inflate(path: string, { use, signal }: Inflate): Promise<string | undefined> {
  let fileBytes = 0
  const source = createReadStream(path, { highWaterMark: blockBytes })
  source.on('data', (chunk) => {
    fileBytes += chunk.length
  })
  const inflated =
    compressionOf(path) === 'zstd'
      ? createZstdDecompress({ chunkSize: blockBytes })
      : createGunzip({ chunkSize: blockBytes })
  try {
    const end = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) use(chunk)
    }
    await pipeline(source, inflated, end, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    return `damaged (${error instanceof Error ? error.message : String(error)})`
  }
  // Whatever follows the last member is passed over by zlib without a word.
  return inflated.bytesWritten < fileBytes ? 'damaged (something follows its end)' : undefined
}

export interface Inflating {
  /** Where what is in it is put. */
  readonly target: string
  /** More than this is not put anywhere. */
  readonly mostBytes: number
  readonly signal?: AbortSignal | undefined
}

export interface Inflated {
  /** As of {@link verifyFile}. */
  readonly fault: string | undefined
  /** Whether all of it is in the target; else there is no target. */
  readonly isThere: boolean
}

/** Verifies a file, and keeps what it read for that, unless it is too much or there is no room. */
export async function inflateFile(
  path: string,
  { target, mostBytes, signal }: Inflating,
): Promise<Inflated> {
  const file = await open(target, 'wx', 0o600).catch(() => undefined)
  if (file === undefined) return { fault: await verifyFile(path, signal), isThere: false }
  const keeper = createKeeper(file, mostBytes)
  let isThere = false
  try {
    const fault = await inflate(path, { use: keeper.keep, signal })
    isThere = fault === undefined && keeper.isWhole()
    // What is of no use takes no room.
    if (!isThere) await file.truncate().catch(() => {})
    return { fault, isThere: (await isClosed(file)) && isThere }
  } catch (error) {
    // Aborted: the folder goes with all that is in it.
    await isClosed(file)
    throw error
  }
}

/** Some file systems say only now that there was no room. */
const isClosed = (file: FileHandle): Promise<boolean> =>
  file.close().then(
    () => true,
    () => false,
  )

/** Never fails: what it cannot keep is no fault of the file that is verified. */
function createKeeper(
  file: FileHandle,
  mostBytes: number,
): { keep: (chunk: Buffer) => void; isWhole: () => boolean } {
  let bytes = 0
  let isWhole = true
  return {
    keep(chunk) {
      bytes += chunk.length
      if (bytes > mostBytes) isWhole = false
      if (!isWhole) return
      try {
        // It goes into the memory of the system: to hand it to another thread takes longer than that.
        let written = 0
        while (written < chunk.length) written += writeSync(file.fd, chunk, written)
      } catch {
        isWhole = false
      }
    },
    isWhole: () => isWhole,
  }
}
