import { type Compression, fileName } from '../layout/file-name.ts'
import { type ArchivePrefix, hourMs, hourOf, partitionOf } from '../layout/partition.ts'
import type { Batch, Chunk } from './batch.ts'
import type { Clock } from './clock.ts'

export interface BatchesOptions {
  readonly clock: Clock
  readonly writer: string
  readonly compression: Compression
  readonly fileBytes: number
  readonly ageMs: number
  readonly spanBytes: number
  /** The batch is to be written; it may take lines until somebody begins. */
  readonly onDue: (batch: Batch) => void
}

/** The files that still take lines: one for each prefix and hour of arrival. */
export interface Batches {
  readonly add: (chunk: Chunk, to: { prefix: ArchivePrefix; arrivedAt: Date }) => Batch
  /** It takes no more lines. */
  readonly close: (batch: Batch) => void
  /** All of them are to be written now. */
  readonly flush: () => void
  /** From here on a batch is to be written as soon as it has lines. */
  readonly hurry: () => void
}

/** How long a batch may wait for company: its age, and not beyond the end of this hour. */
const patienceMs = (ageMs: number, nowMs: number): number =>
  Math.min(ageMs, hourOf(nowMs) + hourMs - nowMs)

export function createBatches(options: BatchesOptions): Batches {
  const { clock, onDue, writer, compression } = options
  const open = new Map<string, Batch>()
  let files = 0
  let takenBytes = 0
  let isHurried = false

  const makeDue = (batch: Batch): void => {
    if (batch.state !== 'open') return
    batch.state = 'due'
    batch.cancelTimer()
    onDue(batch)
  }
  const start = (partition: string, prefix: ArchivePrefix): Batch => {
    files += 1
    // By this clock, not by the arrival: what is written later sorts later, also after a restart.
    const nowMs = clock.now()
    const name = fileName({ firstMs: nowMs, writer, number: files, compression })
    const waitMs = isHurried ? 0 : patienceMs(options.ageMs, nowMs)
    const batch: Batch = {
      prefix,
      path: `${partition}/${name}`,
      chunks: new Set(),
      bytes: 0,
      openedAt: takenBytes,
      state: 'open',
      cancelTimer: clock.after(waitMs, () => makeDue(batch)),
    }
    open.set(partition, batch)
    return batch
  }
  return {
    add(chunk, { prefix, arrivedAt }) {
      const partition = partitionOf(prefix, arrivedAt)
      const batch = open.get(partition) ?? start(partition, prefix)
      batch.chunks.add(chunk)
      batch.bytes += chunk.lines.bytes.length
      takenBytes += chunk.lines.bytes.length
      if (batch.bytes >= options.fileBytes) {
        open.delete(partition)
        makeDue(batch)
      }
      for (const each of open.values()) {
        if (takenBytes - each.openedAt >= options.spanBytes) makeDue(each)
      }
      return batch
    },
    close(batch) {
      batch.state = 'closed'
      const partition = batch.path.slice(0, batch.path.lastIndexOf('/'))
      if (open.get(partition) === batch) open.delete(partition)
    },
    flush() {
      for (const batch of open.values()) makeDue(batch)
    },
    hurry() {
      isHurried = true
    },
  }
}
