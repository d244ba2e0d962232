import type { Config } from '../config/config-table.ts'
import { type ConsoleLog, createConsoleLog } from '../console-log.ts'
import type { Metrics } from '../metrics.ts'
import type { Ingest } from '../pipeline/ingest.ts'
import type { Health } from '../routes/health.ts'
import { createHistory } from './history.ts'
import { createOwnFacts } from './own-facts.ts'
import { createRawEvents } from './raw-events.ts'

/** All that a gateway does for its live page. */
export interface LiveConsole {
  readonly log: ConsoleLog
  /** The same ingest, seen by the page. */
  watch(ingest: Ingest): Ingest
  stop(): void
}

export interface LiveConsoleParts {
  readonly config: Config
  readonly metrics: Metrics
  readonly health: () => Health
  readonly now: () => number
}

/** Nothing at all unless it is asked for: what is not there cannot slow anybody down. */
export function createLiveConsole(parts: LiveConsoleParts): LiveConsole | undefined {
  const { config, metrics, health, now } = parts
  if (!config.console) return undefined
  const raw = createRawEvents()
  const history = createHistory({ metrics, now, storedBytes: () => log.storedBytes() })
  const log = createConsoleLog(metrics.counts, {
    facts: createOwnFacts({ raw, history, health, counts: metrics.counts }),
  })
  return {
    log: {
      ...log,
      reset() {
        log.reset()
        raw.clear()
      },
    },
    watch: (ingest) => raw.watch(ingest),
    stop: () => history.stop(),
  }
}
