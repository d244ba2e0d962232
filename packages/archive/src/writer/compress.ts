import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import type { Compression } from '../layout/file-name.ts'
import type { PendingFile } from '../stores/store.ts'
import type { Chunk } from './batch.ts'

export interface CompressionOptions {
  /** Default: gzip, which everything reads. */
  readonly compression?: Compression | undefined
  /** Default: 6 for gzip, 3 for zstd. */
  readonly level?: number | undefined
}

export interface Counted {
  lines: number
  bytes: number
}

/** Handed to the thread pool at once: large enough that the way there costs nothing. */
const blockBytes = 256 * 1024

const createStream = ({ compression = 'gzip', level }: CompressionOptions) =>
  compression === 'gzip'
    ? createGzip({ chunkSize: blockBytes, level: level ?? 6 })
    : createZstdCompress({
        chunkSize: blockBytes,
        params: { [constants.ZSTD_c_compressionLevel]: level ?? 3 },
      })

/**
 * The lines in blocks. What is given up meanwhile is left out; each chunk is copied whole, at once,
 * since whoever gives it up may use its memory again.
 */
function* blocksOf(chunks: Iterable<Chunk>, counted: Counted): Generator<Buffer> {
  let block: Uint8Array[] = []
  let bytes = 0
  const take = (): Buffer => {
    const whole = Buffer.concat(block, bytes)
    block = []
    bytes = 0
    return whole
  }
  for (const { lines, isGivenUp } of chunks) {
    if (isGivenUp) continue
    block.push(lines.bytes)
    bytes += lines.bytes.length
    counted.bytes += lines.bytes.length
    counted.lines += lines.count
    if (bytes >= blockBytes) yield take()
  }
  if (bytes > 0) yield take()
}

/** Neighbours that are stored in the same way. */
function runsOf(chunks: Iterable<Chunk>): Chunk[][] {
  const runs: Chunk[][] = []
  for (const chunk of chunks) {
    const last = runs.at(-1)
    if (last !== undefined && last[0]?.lines.encoding === chunk.lines.encoding) last.push(chunk)
    else runs.push([chunk])
  }
  return runs
}

/**
 * Writes the lines into a file, compressed on the thread pool, and answers how many they were. What
 * comes as gzip members stays so: members one after the other are one .gz file.
 */
export async function compressInto(
  file: PendingFile,
  chunks: Iterable<Chunk>,
  options: CompressionOptions & { readonly signal: AbortSignal },
): Promise<Counted> {
  const counted: Counted = { lines: 0, bytes: 0 }
  for (const run of runsOf(chunks)) {
    const blocks = blocksOf(run, counted)
    if (run[0]?.lines.encoding === 'gzip') {
      for (const block of blocks) await file.write(block)
    } else {
      await pipeline(
        Readable.from(blocks),
        createStream(options),
        async (compressed: AsyncIterable<Uint8Array>) => {
          for await (const piece of compressed) await file.write(piece)
        },
        { signal: options.signal },
      )
    }
  }
  return counted
}
