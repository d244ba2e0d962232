import type { SinkObserver } from '@weir/gateway/internals'

/** Counts what happens, until it is read. */
export interface Tally {
  readonly observer: Partial<SinkObserver>
  readonly onTaken: (events: number) => void
  readonly onConfirmed: (events: number, waitedMs: number) => void
  readonly read: () => Counted
  readonly reset: () => void
}

export interface Counted {
  /** Events that came in. */
  readonly taken: number
  readonly delivered: number
  readonly records: number
  /** Records that a shard refused for its rate, each time. */
  readonly throttled: number
  readonly requests: number
  /** Milliseconds until an event, and all before it, are confirmed. */
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Waiting times are kept to the millisecond. */
function percentile(waits: ReadonlyMap<number, number>, part: number): number {
  const sorted = [...waits].sort(([a], [b]) => a - b)
  const all = sorted.reduce((sum, [, events]) => sum + events, 0)
  let seen = 0
  for (const [ms, events] of sorted) {
    seen += events
    if (seen >= all * part) return ms
  }
  return Number.NaN
}

export function createTally(): Tally {
  const waits = new Map<number, number>()
  const counted = { taken: 0, delivered: 0, records: 0, throttled: 0, requests: 0 }
  return {
    observer: {
      record(_stream, events) {
        counted.records += 1
        counted.delivered += events
      },
      put: () => void (counted.requests += 1),
      retry: (reason) => void (counted.throttled += reason === 'throttled' ? 1 : 0),
    },
    onTaken: (events) => void (counted.taken += events),
    onConfirmed(events, waitedMs) {
      const ms = Math.ceil(waitedMs)
      waits.set(ms, (waits.get(ms) ?? 0) + events)
    },
    read: () => ({ ...counted, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99) }),
    reset() {
      Object.assign(counted, { taken: 0, delivered: 0, records: 0, throttled: 0, requests: 0 })
      waits.clear()
    },
  }
}
