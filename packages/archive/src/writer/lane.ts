import { WriterClosedError } from './appends.ts'
import type { Batch, StoredFile } from './batch.ts'
import { type Clock, pause } from './clock.ts'

export interface LaneOptions {
  /** Undefined when there was nothing left to write. */
  readonly write: (batch: Batch) => Promise<StoredFile | undefined>
  /** No batch takes lines any more once it is being written. */
  readonly close: (batch: Batch) => void
  readonly onStored: (file: StoredFile) => void
  readonly onFailure: (error: unknown, batch: Batch) => void
  /** The batch is stored or given up. */
  readonly onSettled: (batch: Batch) => void
  readonly clock: Clock
  readonly random: () => number
  /** Files that are written at once. */
  readonly maxFiles: number
  /** Aborts when the writer is closed. */
  readonly signal: AbortSignal
}

/** Writes the files of one prefix, in the order in which they became due, until each is stored. */
export interface Lane {
  readonly enqueue: (batch: Batch) => void
  /** Resolves when nothing is being written; what waits is rejected once the writer is closed. */
  readonly ended: () => Promise<void>
}

const firstPauseMs = 100
const longestPauseMs = 15_000

/** From half to the whole of a pause that doubles with every attempt. */
const pauseMs = (attempt: number, random: () => number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 16)) * (0.5 + random() / 2)

export function createLane(options: LaneOptions): Lane {
  const { clock, random, signal } = options
  const due: Batch[] = []
  const running = new Set<Promise<void>>()

  /** Whether it is stored; false when the writer is closed before. */
  const untilStored = async (batch: Batch): Promise<StoredFile | boolean> => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        return (await options.write(batch)) ?? true
      } catch (error) {
        if (signal.aborted) break
        options.onFailure(error, batch)
        await pause(clock, pauseMs(attempt, random), signal)
      }
    }
    return false
  }
  const run = async (batch: Batch): Promise<void> => {
    options.close(batch)
    const file = await untilStored(batch)
    for (const { resolve, reject } of batch.chunks) {
      if (file === false) reject(new WriterClosedError())
      else resolve()
    }
    options.onSettled(batch)
    if (typeof file !== 'boolean') options.onStored(file)
  }
  const next = (): void => {
    while (running.size < options.maxFiles) {
      const batch = due.shift()
      if (batch === undefined) return
      const done = run(batch).finally(() => {
        running.delete(done)
        next()
      })
      running.add(done)
    }
  }
  return {
    enqueue(batch) {
      due.push(batch)
      next()
    },
    async ended() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
