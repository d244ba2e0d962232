import type { CheckpointFile } from './checkpoint.ts'
import type { Log } from './log.ts'
import type { OnProblem } from './problem.ts'
import type { SegmentPool } from './segment-pool.ts'

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

  async function freeDelivered(): Promise<void> {
    for (;;) {
      const [oldest] = log.segments
      if (!oldest || oldest.file || oldest.endSequence > durable + 1) return
      try {
        await pool.free(oldest)
      } catch (error) {
        onProblem({ kind: 'free_failed', file: oldest.name, error })
        return // tried again with the next checkpoint
      }
      log.segments.shift()
    }
  }

  async function run(): Promise<void> {
    try {
      do {
        const { confirmed } = log
        if (durable < confirmed) await checkpoint.write(confirmed)
        durable = confirmed
        await freeDelivered()
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
