import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Placed, StreamState } from '../engine/journal.ts'
import { encodeRecords, encodeSnapshot } from './entry.ts'

/** One file of a stream's log, and how far each shard has got in it. */
export interface Segment {
  readonly number: number
  readonly lastIndex: Map<number, number>
}

/** The log of one stream: numbered files in a directory of its own, the last one growing. */
export interface StreamFiles {
  readonly snapshot: (state: StreamState) => Promise<void>
  readonly records: (batches: readonly (readonly Placed[])[]) => Promise<void>
  /** Records below this index are no longer kept. */
  readonly trimmed: (shard: number, oldestIndex: number) => void
  readonly remove: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface StreamFilesOptions {
  readonly directory: string
  /** A file that has grown so far is followed by a new one. */
  readonly segmentBytes: number
  readonly segments: readonly Segment[]
  readonly nextIndex: ReadonlyMap<number, number>
  readonly state: StreamState
}

export const segmentName = (number: number): string => `${String(number).padStart(8, '0')}.log`

/** With something before it, for ".." is a stream name too. */
export const streamPrefix = 'stream.'

/** A directory of this beginning is what is left of a deleted stream. */
export const deletedPrefix = 'deleted.'

/** Removes files from the front that hold nothing which is still kept; never the last one. */
async function dropDead(
  directory: string,
  segments: readonly Segment[],
  isKept: (shard: number, index: number) => boolean,
): Promise<Segment[]> {
  const isAlive = ({ lastIndex }: Segment) =>
    [...lastIndex].some(([shard, last]) => isKept(shard, last))
  const firstAlive = segments.findIndex(isAlive)
  const dead = segments.slice(0, firstAlive === -1 ? segments.length - 1 : firstAlive)
  for (const { number } of dead) await rm(join(directory, segmentName(number)), { force: true })
  return segments.slice(dead.length)
}

const bytesOf = (buffers: readonly Buffer[]): number =>
  buffers.reduce((sum, buffer) => sum + buffer.length, 0)

/** On a disk that is full half-way, writev says how much it wrote and not that this was not all. */
async function writeAll(file: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev(buffers)
  // The rest goes in as well, or says why it does not.
  if (bytesWritten < bytesOf(buffers)) {
    await file.writeFile(Buffer.concat(buffers).subarray(bytesWritten))
  }
}

/** Renamed first: a process that ends half way leaves no half of a stream, but none. */
async function removeDirectory(directory: string): Promise<void> {
  const gone = join(directory, '..', `${deletedPrefix}${process.hrtime.bigint()}`)
  await rename(directory, gone)
  await rm(gone, { recursive: true })
}

export async function openStreamFiles(options: StreamFilesOptions): Promise<StreamFiles> {
  const { directory, segmentBytes } = options
  const nextIndex = new Map(options.nextIndex)
  const oldestIndex = new Map<number, number>()
  let segments = [...options.segments]
  let { state } = options
  let size = 0
  /** Of a shard that has expired nothing is kept. */
  const isKept = (shard: number, index: number): boolean =>
    index >= (oldestIndex.get(shard) ?? 0) && state.shards.some(({ number }) => number === shard)

  /** Every file begins with all that came before but the records, so that older ones can go. */
  const startSegment = async (): Promise<FileHandle> => {
    const number = (segments.at(-1)?.number ?? 0) + 1
    segments.push({ number, lastIndex: new Map() })
    const handle = await open(join(directory, segmentName(number)), 'wx')
    const buffers = encodeSnapshot({ state, nextIndex })
    await writeAll(handle, buffers)
    size = bytesOf(buffers)
    return handle
  }
  await mkdir(directory, { recursive: true })
  let file = await startSegment()
  const append = async (buffers: Buffer[]): Promise<void> => {
    await writeAll(file, buffers)
    size += bytesOf(buffers)
    if (size >= segmentBytes) {
      await file.close()
      file = await startSegment()
    }
    // Also of earlier runs: short ones never come to a new file by size.
    segments = await dropDead(directory, segments, isKept)
  }
  const note = ({ shard, record }: Placed): void => {
    nextIndex.set(shard, record.index + 1)
    segments.at(-1)?.lastIndex.set(shard, record.index)
  }
  return {
    snapshot(next) {
      state = next
      return append(encodeSnapshot({ state, nextIndex }))
    },
    records(batches) {
      for (const placed of batches) placed.forEach(note)
      return append(batches.flatMap(encodeRecords))
    },
    trimmed: (shard, oldest) => void oldestIndex.set(shard, oldest),
    async remove() {
      await file.close()
      await removeDirectory(directory)
    },
    close: () => file.close(),
  }
}
