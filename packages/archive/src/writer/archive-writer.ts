import { randomBytes } from 'node:crypto'
import type { Compression } from '../layout/file-name.ts'
import { archivePrefixes, type ArchivePrefix, partitionOf } from '../layout/partition.ts'
import { explainFailure } from '../stores/explain-failure.ts'
import type { ArchiveStore } from '../stores/store.ts'
import { createAppends, WriterClosedError } from './appends.ts'
import type { Lines, StoredFile } from './batch.ts'
import { createBatches } from './batches.ts'
import { type Clock, systemClock } from './clock.ts'
import type { CompressionOptions } from './compress.ts'
import { createLane, type Lane } from './lane.ts'
import { createRoom } from './room.ts'
import { writeBatch } from './write-batch.ts'

export interface ArchiveWriterOptions extends CompressionOptions {
  readonly store: ArchiveStore
  /** A file of so many bytes before compression takes no more. Default: 5 MiB, as Firehose's. */
  readonly fileBytes?: number | undefined
  /** Nor does one that is so old, in milliseconds. Default: 300,000, as Firehose's. */
  readonly ageMs?: number | undefined
  /**
   * Nor does one since whose beginning the writer has taken so many bytes, under any prefix: what a
   * reader in one order may have to read again is bounded by it. Default: 8 times `fileBytes`.
   */
  readonly spanBytes?: number | undefined
  /**
   * Bytes held at once, before compression; further appends wait. Default: 64 MiB, or twice
   * `fileBytes` where that is more.
   */
  readonly maxBufferedBytes?: number | undefined
  /**
   * Files of one prefix that are written at once. Default: 1, so that what is stored has no gap before
   * it; more is faster where a store is slow to answer.
   */
  readonly maxFiles?: number | undefined
  readonly onStored?: ((file: StoredFile) => void) | undefined
  /** One line whenever what is wrong changes; undefined when nothing is wrong any more. */
  readonly onProblem?: ((problem: string | undefined) => void) | undefined
  readonly clock?: Clock | undefined
  /** For pauses between attempts. Default: Math.random. */
  readonly random?: (() => number) | undefined
}

export interface WriterStats {
  /** Taken and not stored yet, before compression. */
  readonly bufferedBytes: number
  /** Attempts to write a file that failed. */
  readonly failures: number
  /** Why the last attempt failed, as long as none has succeeded since. */
  readonly problem: string | undefined
}

/** What writes the archive: lines become files of one prefix and one hour, compressed and whole. */
export interface ArchiveWriter {
  /**
   * Resolves when the lines are stored for good, and keeps trying until then. Rejects only when the
   * writer is closed, or when `signal` aborts: lines not yet in a file are then forgotten. The time
   * of arrival chooses the partition.
   */
  readonly append: (
    prefix: ArchivePrefix,
    lines: Lines,
    how: { readonly arrivedAt: Date; readonly signal?: AbortSignal | undefined },
  ) => Promise<void>
  /** Resolves when what is held is less than what may be. */
  readonly room: () => Promise<void>
  /** Writes what it holds, now; resolves when all that was appended before is settled. */
  readonly flush: () => Promise<void>
  /** From here on nothing waits for company: for whoever is about to end. */
  readonly hurry: () => void
  readonly stats: () => WriterStats
  /** Rejects what is not stored, and resolves when nothing is under way any more. */
  readonly close: () => Promise<void>
}

const MiB = 1024 * 1024

/** What is wrong, prefix by prefix, told once for as long as it lasts. */
function createProblems({ store, onProblem = () => {} }: ArchiveWriterOptions) {
  const byPrefix = new Map<ArchivePrefix, string>()
  const current = (): string | undefined => [...byPrefix.values()][0]
  const change = (apply: () => void): void => {
    const before = current()
    apply()
    if (current() !== before) onProblem(current())
  }
  return {
    current,
    failed: (prefix: ArchivePrefix, error: unknown) =>
      change(() => {
        const why = explainFailure(error)
        byPrefix.set(prefix, `cannot write ${prefix} in ${store.location}: ${why}`)
      }),
    /** Stored, or given up by everybody: then nobody knows until the next file. */
    clear: (prefix: ArchivePrefix) => change(() => byPrefix.delete(prefix)),
  }
}

export function createArchiveWriter(options: ArchiveWriterOptions): ArchiveWriter {
  const { store, clock = systemClock, random = Math.random, compression = 'gzip' } = options
  const { fileBytes = 5 * MiB, ageMs = 300_000 } = options
  const { maxBufferedBytes = Math.max(64 * MiB, 2 * fileBytes) } = options
  const closing = new AbortController()
  const { signal } = closing
  const room = createRoom(maxBufferedBytes)
  const problems = createProblems(options)
  let failures = 0
  const laneOf = (): Lane =>
    createLane({
      write: (batch) => writeBatch(store, batch, { ...options, signal }),
      close: (batch) => batches.close(batch),
      onStored: (file) => options.onStored?.(file),
      onFailure(error, { prefix }) {
        failures += 1
        problems.failed(prefix, error)
      },
      onSettled({ prefix, bytes }) {
        if (!signal.aborted) problems.clear(prefix)
        room.free(bytes)
      },
      maxFiles: options.maxFiles ?? 1,
      clock,
      random,
      signal,
    })
  // A lane for each prefix: one that cannot be written does not hold the others back.
  const lanes = new Map(archivePrefixes.map((prefix) => [prefix, laneOf()]))
  const batches = createBatches({
    clock,
    fileBytes,
    ageMs,
    compression,
    writer: randomBytes(6).toString('hex'),
    spanBytes: options.spanBytes ?? 8 * fileBytes,
    onDue: (batch) => lanes.get(batch.prefix)?.enqueue(batch),
  })
  const appends = createAppends({ room, batches })
  return {
    async append(prefix, lines, { arrivedAt, signal: until }) {
      signal.throwIfAborted()
      until?.throwIfAborted()
      assertStorable(lines, compression)
      partitionOf(prefix, arrivedAt)
      if (lines.bytes.length > 0) await appends.add({ prefix, lines, arrivedAt, signal: until })
    },
    room: appends.room,
    flush: appends.flush,
    hurry: batches.hurry,
    stats: () => ({ bufferedBytes: room.bytes(), failures, problem: problems.current() }),
    async close() {
      closing.abort(new WriterClosedError())
      room.close()
      batches.flush()
      await Promise.all([...lanes.values()].map((lane) => lane.ended()))
    },
  }
}

function assertStorable({ encoding }: Lines, compression: Compression): void {
  if (encoding !== undefined && encoding !== compression) {
    throw new TypeError(`lines in ${encoding} do not go into files in ${compression}`)
  }
}
