import { openStore } from '@weir/archive'
import type { Logger } from 'pino'
import type { Config } from './config/config-table.ts'
import { add, addToShard, type Metrics } from './metrics.ts'
import { createArchiveSink } from './sinks/archive-sink.ts'
import { createKinesisSink } from './sinks/kinesis/kinesis-sink.ts'
import { createMemorySink } from './sinks/memory-sink.ts'
import type { BreakerState, Sink, SinkObserver } from './sinks/sink.ts'

/** The sink that the settings name. */
export function createSink(
  config: Config,
  { metrics, logger }: { metrics: Metrics; logger: Logger },
): Sink {
  switch (config.sink) {
    case 'memory':
      return createMemorySink()
    case 'kinesis':
      return createKinesisSink({
        streams: { events: config.stream ?? '', rejected: config.rejectedStream },
        codec: config.codec,
        lingerMs: config.lingerMs,
        recordBytes: config.recordBytes,
        observer: observeSink(metrics, logger),
      })
    case 'archive':
      return createArchiveSink({
        open: () => openStore(config.archive),
        fileBytes: config.archiveBytes,
        // Without a spool the answer waits for the file: then no longer than for a record of Kinesis.
        ageMs: config.spool === 'off' ? config.lingerMs : config.archiveMs,
        onProblem(problem) {
          if (problem === undefined) logger.info('the archive can be written again')
          else logger.warn({ sink: 'archive' }, problem)
        },
        onStored: (file) => logger.debug(file, 'file'),
      })
  }
}

const breakerValues: Readonly<Record<BreakerState, number>> = { closed: 0, half_open: 1, open: 2 }

/** What the sink tells becomes metrics; an outage is worth two lines. */
export function observeSink(metrics: Metrics, logger: Logger): Partial<SinkObserver> {
  const { counts, putSeconds, recordEvents } = metrics
  const breakers = new Map<string, BreakerState>()
  const away = new Set<string>()
  metrics.gauge('breaker_state', () =>
    Math.max(0, ...Array.from(breakers.values(), (state) => breakerValues[state])),
  )
  return {
    record(_stream, events, bytes) {
      counts.records++
      counts.recordBytes += bytes
      recordEvents.observe(events)
    },
    placed: (shard, events, stream) => addToShard(counts, `${stream} ${shard}`, events),
    put: (seconds) => putSeconds.observe(seconds),
    retry: (reason) => add(counts.retries, reason),
    breaker(state, stream) {
      breakers.set(stream, state)
      // A probe a second that fails is the same outage: hours of it are not thousands of lines.
      const isNews =
        state === 'open' ? !away.has(stream) : state === 'closed' && away.delete(stream)
      if (state === 'open') away.add(stream)
      if (isNews) logger.warn({ stream, breaker: state }, 'breaker')
    },
  }
}
