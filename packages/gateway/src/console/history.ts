import type { Metrics, MetricsSnapshot } from '../metrics.ts'

/** What happened in one second; the gauges are as they were at its end. */
export interface Second {
  /** Since the epoch. */
  readonly at: number
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly delivered: number
  readonly records: number
  readonly record_events: number
  readonly record_bytes: number
  readonly stored_bytes: number
  readonly retries: number
  readonly unexpected: number
  /** How many fell into each of `bounds`, and beyond the last. */
  readonly request: readonly number[]
  readonly append: readonly number[]
  readonly put: readonly number[]
  readonly spool_bytes: number
  readonly spool_oldest_seconds: number
  readonly breaker_state: number
}

/** The last ten minutes, second by second. */
export interface History {
  since(at: number): readonly Second[]
  /** Looks now; a timer does so every second. */
  look(): Promise<void>
  stop(): void
}

export const historySeconds = 600

const counters = {
  received: 'events_received_total',
  accepted: 'events_accepted_total',
  rejected: 'events_rejected_total',
  delivered: 'events_delivered_total',
  records: 'records_total',
  record_bytes: 'record_bytes_total',
  retries: 'put_retries_total',
  unexpected: 'unexpected_total',
} as const
const histograms = {
  request: 'request_seconds',
  append: 'spool_append_seconds',
  put: 'put_seconds',
}
const gauges = ['spool_bytes', 'spool_oldest_seconds', 'breaker_state'] as const

type Totals = Omit<Second, 'at'>

export interface HistoryParts {
  readonly metrics: Pick<Metrics, 'snapshot'>
  /** Of all records that were stored. */
  readonly storedBytes: () => number
  readonly now: () => number
}

/** Reads the metrics once a second: what is measured anyway, and nothing in the way of an event. */
export function createHistory({ metrics, storedBytes, now }: HistoryParts): History {
  let seconds: Second[] = []
  // A process that starts has counted nothing.
  let before = totalsOf([], 0)
  const look = async (): Promise<void> => {
    const totals = totalsOf(await metrics.snapshot(), storedBytes())
    const at = Math.floor(now() / 1000)
    // A timer may fire twice in one second, or not at all in a busy one.
    if (at !== seconds.at(-1)?.at) {
      seconds = [...seconds.slice(1 - historySeconds), { at, ...difference(totals, before) }]
      before = totals
    }
  }
  const timer = setInterval(() => void look(), 1000).unref()
  return {
    look,
    since: (at) => seconds.filter((each) => each.at > at),
    stop: () => clearInterval(timer),
  }
}

function totalsOf(snapshot: MetricsSnapshot, storedBytes: number): Totals {
  const metric = (name: string) =>
    snapshot.find((each) => each.name === `weir_${name}`)?.values ?? []
  const sum = (name: string) => metric(name).reduce((all, { value }) => all + value, 0)
  const buckets = (name: string) => {
    const cumulative = metric(name).filter(({ labels }) => labels['le'] !== undefined)
    return cumulative.map(({ value }, at) => value - (cumulative[at - 1]?.value ?? 0))
  }
  const each = <Names extends Readonly<Record<string, string>>, Value>(
    names: Names,
    read: (name: string) => Value,
  ) =>
    Object.fromEntries(Object.entries(names).map(([key, name]) => [key, read(name)])) as {
      [Key in keyof Names]: Value
    }
  const recordEvents = metric('record_events').find(
    (one) => 'metricName' in one && one.metricName === 'weir_record_events_sum',
  )
  const [spoolBytes, oldest, breaker] = gauges.map((name) => sum(name))
  return {
    ...each(counters, sum),
    ...each(histograms, buckets),
    record_events: recordEvents?.value ?? 0,
    stored_bytes: storedBytes,
    spool_bytes: spoolBytes ?? 0,
    spool_oldest_seconds: oldest ?? 0,
    breaker_state: breaker ?? 0,
  }
}

function difference(totals: Totals, before: Totals): Totals {
  const isGauge = (name: string) => (gauges as readonly string[]).includes(name)
  const entries = Object.entries(totals).map(([name, value]) => {
    const old = before[name as keyof Totals]
    if (isGauge(name)) return [name, value] as const
    if (Array.isArray(value)) return [name, minus(value as number[], old as number[])] as const
    return [name, (value as number) - (old as number)] as const
  })
  return Object.fromEntries(entries) as unknown as Totals
}

const minus = (now: readonly number[], before: readonly number[]): number[] =>
  now.map((value, at) => value - (before[at] ?? 0))

/** The same seconds of several processes as one: what is counted is added, the worst is shown. */
export function joinHistories(histories: readonly (readonly Second[])[]): Second[] {
  const bySecond = Map.groupBy(histories.flat(), ({ at }) => at)
  const newest = Math.max(...bySecond.keys())
  return (
    [...bySecond]
      // The newest second waits for all: half of it would look like a fall.
      .filter(([at, same]) => at < newest || same.length === histories.length)
      .map(([, same]) => same.reduce(addSeconds))
      .toSorted((one, other) => one.at - other.at)
  )
}

const worst = new Set(['at', 'spool_oldest_seconds', 'breaker_state'])

function addSeconds(one: Second, other: Second): Second {
  const entries = Object.entries(one).map(([name, value]) => {
    const more = other[name as keyof Second]
    if (Array.isArray(value)) return [name, minus(value as number[], negative(more as number[]))]
    const [a, b] = [value as number, more as number]
    return [name, worst.has(name) ? Math.max(a, b) : a + b]
  })
  return Object.fromEntries(entries) as Second
}

const negative = (values: readonly number[]): number[] => values.map((value) => -value)
