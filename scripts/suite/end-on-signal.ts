import { constants } from 'node:os'
import type { ProgramRunner } from './program-runner.ts'

/**
 * Ends the programs, then this process, with the exit code of the signal. A terminal that closes, a
 * cancelled CI and `timeout` tell only this process; a second signal waits for nobody.
 */
export function endOnSignal(runner: ProgramRunner, clean: () => Promise<void>): void {
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void runner
        .end()
        .then(clean)
        .finally(() => process.exit(128 + constants.signals[signal]))
    })
  }
}
