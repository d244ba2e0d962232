import {
  Counter,
  Gauge,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'
import { createHistogram, type Observed } from './histogram.ts'

/** What is counted for every event or request: plain numbers, read when somebody asks. */
export interface Counts {
  received: number
  accepted: number
  readonly rejected: Map<string, number>
  readonly delivered: Map<string, number>
  /** By `status code`. */
  readonly requests: Map<string, number>
  records: number
  /** Of those records. */
  recordBytes: number
  /** By `stream shard`, for the live page: too many to be a metric. */
  readonly shards: Map<string, ShardCount>
  readonly retries: Map<string, number>
  /** Records of the spool that could not be read back. */
  skipped: number
  /** Requests that passed unlimited, as Redis did not answer. */
  unlimited: number
  /** Workers that ended and were started again. */
  restarts: number
  unexpected: number
}

export interface ShardCount {
  records: number
  events: number
}

export interface Metrics {
  readonly counts: Counts
  readonly requestSeconds: Observed
  readonly appendSeconds: Observed
  readonly putSeconds: Observed
  readonly recordEvents: Observed
  /** Read anew at each scrape; 0 until there is something to read. */
  gauge(name: GaugeName, read: () => number): void
  /** The text of `/metrics`. */
  expose(): Promise<string>
  /** The same as data, to be added to those of other processes. */
  snapshot(): Promise<MetricsSnapshot>
  readonly contentType: string
}

export type MetricsSnapshot = readonly MetricObjectWithValues<MetricValue<string>>[]

/** Gauges, and what stands for several processes: all of it, or the worst. */
const gauges = {
  spool_bytes: 'sum',
  spool_oldest_seconds: 'max',
  breaker_state: 'max',
  workers: 'sum',
} as const
export type GaugeName = keyof typeof gauges
export const gaugeNames = Object.keys(gauges) as readonly GaugeName[]

export const add = (counts: Map<string, number>, label: string, more = 1): void => {
  counts.set(label, (counts.get(label) ?? 0) + more)
}

/** Upper bounds of what is timed, in seconds. */
export const secondsBounds: readonly number[] = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
]

const help = {
  events_received_total: 'Events in envelopes that could be read.',
  events_accepted_total: 'Events that were stored durably.',
  events_rejected_total: 'Events that were not accepted, by reason.',
  events_delivered_total: 'Events that the sink confirmed.',
  requests_total: 'Answers, by status and code.',
  request_seconds: 'From the head of a request to its answer.',
  spool_bytes: 'Size of the spool.',
  spool_oldest_seconds: 'Age of the oldest event that is not delivered.',
  spool_append_seconds: 'How long a request waits for its events to be durable.',
  records_total: 'Records that Kinesis confirmed.',
  record_bytes_total: 'Bytes of these records, as they were sent.',
  record_events: 'Events in a record.',
  put_seconds: 'How long a PutRecords takes.',
  put_retries_total: 'Records sent again, by reason.',
  breaker_state: '0 closed, 1 half open, 2 open.',
  workers: 'Processes that serve.',
  rate_limit_skipped_total: 'Requests not limited, as Redis did not answer.',
  worker_restarts_total: 'Workers that ended and were started again.',
  spool_skipped_total: 'Records of the spool that could not be read back.',
  unexpected_total: 'Bugs met while serving. Stays 0.',
} as const
export type MetricName = keyof typeof help
/** Every metric, for the manual. */
export const metricNames = Object.keys(help) as readonly MetricName[]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const counts: Counts = {
    received: 0,
    accepted: 0,
    rejected: new Map(),
    delivered: new Map(),
    requests: new Map(),
    records: 0,
    recordBytes: 0,
    shards: new Map(),
    retries: new Map(),
    skipped: 0,
    unlimited: 0,
    restarts: 0,
    unexpected: 0,
  }
  registerCounters(registry, counts)
  const histogram = (name: MetricName, bounds: readonly number[]) =>
    createHistogram(registry, { ...describe(name), bounds })
  const requestSeconds = histogram('request_seconds', secondsBounds)
  const appendSeconds = histogram('spool_append_seconds', secondsBounds)
  const putSeconds = histogram('put_seconds', secondsBounds)
  const recordEvents = histogram('record_events', [1, 2, 5, 10, 20, 40, 80, 160, 320, 640])
  const readers = registerGauges(registry)
  return {
    counts,
    requestSeconds,
    appendSeconds,
    putSeconds,
    recordEvents,
    gauge: (name, read) => void readers.set(name, read),
    expose: () => registry.metrics(),
    snapshot: () => registry.getMetricsAsJSON(),
    contentType: registry.contentType,
  }
}

const describe = (name: MetricName) => ({ name: `weir_${name}`, help: help[name] })

/** More than a stream that is not being split over and over has had in the life of a process. */
const maxShards = 1000

export function addToShard({ shards }: Counts, name: string, events: number): void {
  const count = shards.get(name)
  if (count !== undefined) {
    count.records++
    count.events += events
  } else if (shards.size < maxShards) shards.set(name, { records: 1, events })
}

/** All of them from the start: an alert on one that is missing would never sound. */
function registerGauges(registry: Registry): Map<GaugeName, () => number> {
  const readers = new Map<GaugeName, () => number>()
  for (const name of gaugeNames) {
    const gauge: Gauge = new Gauge({
      ...describe(name),
      aggregator: gauges[name],
      registers: [registry],
      collect: () => gauge.set(readers.get(name)?.() ?? 0),
    })
  }
  return readers
}

/** Counters that take their value from `counts` when they are scraped. */
function registerCounters(registry: Registry, counts: Counts): void {
  const plain = (name: MetricName, read: () => number) => {
    const counter: Counter = new Counter({
      ...describe(name),
      registers: [registry],
      collect() {
        counter.reset()
        counter.inc(read())
      },
    })
  }
  const labelled = (name: MetricName, labels: readonly string[], values: Map<string, number>) => {
    const counter: Counter = new Counter({
      ...describe(name),
      registers: [registry],
      labelNames: [...labels],
      collect() {
        counter.reset()
        for (const [key, value] of values) counter.labels(...key.split(' ')).inc(value)
      },
    })
  }
  plain('events_received_total', () => counts.received)
  plain('events_accepted_total', () => counts.accepted)
  labelled('events_rejected_total', ['code'], counts.rejected)
  labelled('events_delivered_total', ['stream'], counts.delivered)
  labelled('requests_total', ['status', 'code'], counts.requests)
  plain('records_total', () => counts.records)
  plain('record_bytes_total', () => counts.recordBytes)
  labelled('put_retries_total', ['reason'], counts.retries)
  plain('spool_skipped_total', () => counts.skipped)
  plain('rate_limit_skipped_total', () => counts.unlimited)
  plain('worker_restarts_total', () => counts.restarts)
  plain('unexpected_total', () => counts.unexpected)
}
