import type { CheckpointFile } from './checkpoint.ts'
import type { Log } from './log.ts'
import type { OnProblem } from './problem.ts'
import type { SegmentPool } from './segment-pool.ts'
import { SpoolError } from './spool-error.ts'

export interface Confirmations {
  /** Makes `log.confirmed` durable, in the background, then frees what it covers. */
  update(): void
  /** Waits for the background. */
  settle(): Promise<void>
}

interface ConfirmationsOptions {
  log: Log
  checkpoint: CheckpointFile
  pool: SegmentPool
  onProblem: OnProblem
  /** Called whenever the background comes to rest. */
  onSettled: () => void
}

/** One checkpoint write at a time; the positions confirmed meanwhile go with the next. */
export function createConfirmations(options: ConfirmationsOptions): Confirmations {
  const { log, checkpoint, pool, onProblem, onSettled } = options
  let durable = log.confirmed
  let running: Promise<void> | undefined

  /** Returns whether it freed one. */
  async function freeOldest(confirmed: number, how: { isRemoved: boolean }): Promise<boolean> {
    const [oldest] = log.segments
    if (!oldest || oldest.file || oldest.endSequence > confirmed + 1) return false
    try {
      await pool.free(oldest, how)
    } catch (error) {
      onProblem({ kind: 'free_failed', file: oldest.name, error })
      return false // tried again with the next confirmation
    }
    log.segments.shift()
    return true
  }

  /**
   * A disk so full that no checkpoint fits has none at all now, so delivered segments may go
   * before it: without one, the log starts at the oldest segment there is.
   */
  async function write(confirmed: number): Promise<void> {
    for (;;) {
      try {
        await checkpoint.write(confirmed)
        return
      } catch (error) {
        const isFull = error instanceof SpoolError && error.code === 'full'
        if (!isFull || !(await freeOldest(confirmed, { isRemoved: true }))) throw error
      }
    }
  }

  async function run(): Promise<void> {
    try {
      do {
        const { confirmed } = log
        if (durable < confirmed) await write(confirmed)
        durable = confirmed
        while (await freeOldest(durable, { isRemoved: false }));
      } while (durable < log.confirmed)
    } catch {
      // Reported by the checkpoint; the next confirmation writes it anew.
    } finally {
      running = undefined
      onSettled()
    }
  }

  return {
    update() {
      running ??= Promise.resolve().then(run)
    },
    async settle() {
      await running
    },
  }
}
