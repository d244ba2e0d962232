import type { Logger } from 'pino'
import type { Config } from './config/config-table.ts'
import type { Metrics } from './metrics.ts'
import type { Sink } from './sinks/sink.ts'
import { createDirectStore } from './store/direct-store.ts'
import { createSpoolStore } from './store/spool-store.ts'
import type { Store } from './store/store.ts'

/** The store that the settings name. */
export async function createStore(
  config: Config,
  { sink, metrics, logger }: { sink: Sink; metrics: Metrics; logger: Logger },
): Promise<Store> {
  if (config.spool === 'off') return createDirectStore({ sink, counts: metrics.counts })
  return createSpoolStore({
    directory: config.spool,
    worker: 'worker-0',
    maxBytes: config.spoolMaxBytes,
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
