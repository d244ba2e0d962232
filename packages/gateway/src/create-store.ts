import type { Logger } from 'pino'
import type { Config } from './config/config-table.ts'
import type { Metrics } from './metrics.ts'
import type { Sink } from './sinks/sink.ts'
import { createDirectStore } from './store/direct-store.ts'
import type { Store } from './store/store.ts'

/** The store that the settings name. */
export function createStore(
  _config: Config,
  { sink, metrics }: { sink: Sink; metrics: Metrics; logger: Logger },
): Promise<Store> {
  return Promise.resolve(createDirectStore({ sink, counts: metrics.counts }))
}
