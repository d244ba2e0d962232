import type { Logger } from 'pino'
import type { Config } from './config/config-table.ts'
import type { Metrics } from './metrics.ts'
import type { Sink } from './sinks/sink.ts'
import { createDirectStore } from './store/direct-store.ts'
import { createSpoolStore } from './store/spool-store.ts'
import type { Store } from './store/store.ts'

/** Which of how many workers this is. */
export interface Place {
  readonly slot: number
  readonly of: number
}

const onlyPlace: Place = { slot: 0, of: 1 }
const directoryOf = (slot: number): string => `worker-${slot}`

interface StoreParts {
  readonly sink: Sink
  readonly metrics: Metrics
  readonly logger: Logger
  /** Default: the only one. */
  readonly place?: Place
}

/** The store that the settings name. */
export async function createStore(
  config: Config,
  { sink, metrics, logger, place = onlyPlace }: StoreParts,
): Promise<Store> {
  if (config.spool === 'off') return createDirectStore({ sink, counts: metrics.counts })
  return createSpoolStore({
    directory: config.spool,
    worker: directoryOf(place.slot),
    siblings: Array.from({ length: place.of }, (_each, slot) => directoryOf(slot)),
    maxBytes: Math.floor(config.spoolMaxBytes / place.of),
    sink,
    metrics,
    onProblem: ({ error, ...problem }) => {
      logger.warn({ ...problem, err: error instanceof Error ? error.message : undefined }, 'spool')
    },
    onBug: (error) => {
      metrics.counts.unexpected++
      logger.error({ err: error }, 'unexpected error')
    },
  })
}
