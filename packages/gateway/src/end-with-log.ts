import type { pino } from 'pino'

/** Where the lines of a logger go. */
export type Log = ReturnType<typeof pino.destination>

/** For the last lines to be written, in milliseconds: nobody may read them any more. */
const lastLinesMs = 1000

/**
 * Ends the process by `exit` when its log is written. That is done by a thread of Node that reads and writes files
 * as well: a line that waits there for its turn would be lost with the process, or come after the next one.
 */
export function endWithLog(log: Log, exit: () => void): void {
  const late = setTimeout(exit, lastLinesMs)
  log.once('close', () => {
    clearTimeout(late)
    exit()
  })
  log.end()
}
