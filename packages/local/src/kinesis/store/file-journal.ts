import { join } from 'node:path'
import type { Journal } from '../engine/journal.ts'
import type { Replayed } from './replay.ts'
import { createWriteQueue, type Write } from './write-queue.ts'
import { openStreamFiles, streamPrefix, type StreamFiles } from './stream-files.ts'

export interface FileJournalOptions {
  readonly root: string
  readonly segmentBytes: number
  readonly replayed: readonly Replayed[]
  /** A write has failed: nothing is kept from here on. */
  readonly onBroken?: ((error: unknown) => void) | undefined
}

/**
 * Writes every change to the stream's files, in order. What is written is the operating system's:
 * it survives a kill of this process, not a loss of power, for there is no fsync.
 */
export async function openFileJournal(options: FileJournalOptions): Promise<Journal> {
  const files = new Map<string, StreamFiles>()
  const open = (directory: string, from: Omit<Replayed, 'directory' | 'placed'>) =>
    openStreamFiles({ ...from, directory, segmentBytes: options.segmentBytes })
  for (const { directory, ...from } of options.replayed) {
    files.set(from.state.name, await open(directory, from))
  }
  const apply = async ({ change, batches }: Write): Promise<void> => {
    const known = files.get(change.stream)
    if (change.kind === 'records') return known?.records(batches)
    if (change.kind === 'deleted') {
      files.delete(change.stream)
      return known?.remove()
    }
    if (known !== undefined) return known.snapshot(change.state)
    const from = { state: change.state, segments: [], nextIndex: new Map<number, number>() }
    files.set(change.stream, await open(join(options.root, streamPrefix + change.stream), from))
  }
  const queue = createWriteQueue(apply, options.onBroken)
  return {
    stream: (state) => queue.push({ kind: 'stream', stream: state.name, state }),
    records: (stream, placed) => queue.push({ kind: 'records', stream, placed }),
    deleted: (stream) => queue.push({ kind: 'deleted', stream }),
    trimmed: (stream, shard, oldest) => files.get(stream)?.trimmed(shard, oldest),
    durable: queue.done,
    async close() {
      await queue.done()?.catch(() => {})
      for (const one of files.values()) await one.close()
    },
  }
}
