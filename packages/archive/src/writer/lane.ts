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

  const untilStored = async (batch: Batch): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const file = await options.write(batch)
        for (const { resolve } of batch.chunks) resolve()
        if (file !== undefined) options.onStored(file)
        return
      } catch (error) {
        if (signal.aborted) break
        options.onFailure(error, batch)
        await pause(clock, pauseMs(attempt, random), signal)
      }
    }
    for (const { reject } of batch.chunks) reject(new WriterClosedError())
  }
  const run = async (batch: Batch): Promise<void> => {
    options.close(batch)
    await untilStored(batch)
    options.onSettled(batch)
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
