import type { Logger } from 'pino'
import type { Config } from './config/config-table.ts'
import type { Metrics } from './metrics.ts'
import { createMemorySink } from './sinks/memory-sink.ts'
import type { Sink } from './sinks/sink.ts'

/** How many records a memory sink keeps: it is for tests, and must not grow for ever. */
const memoryRecords = 100_000

/** The sink that the settings name. */
export function createSink(config: Config, _parts: { metrics: Metrics; logger: Logger }): Sink {
  switch (config.sink) {
    case 'memory':
      return createMemorySink({ most: memoryRecords })
    case 'kinesis':
    case 'archive':
      throw new Error(`WEIR_SINK=${config.sink} is not there yet`)
  }
}
