import type { Sent } from './sender.ts'

/** What became of everything that was due. */
export interface Tally {
  readonly add: (sent: Sent, latencyMs: number) => void
  /** Not sent, because too many before it had no answer yet. */
  readonly leaveOut: (events: number) => void
  readonly read: () => Report
}

export interface Report {
  readonly requests: number
  readonly accepted: number
  readonly rejected: number
  readonly leftOut: number
  readonly answers: ReadonlyMap<string, number>
  /** By percent. */
  readonly latencyMs: Readonly<Record<50 | 90 | 99 | 100, number>>
}

/** Two significant digits: a histogram of a day of latencies is a few hundred numbers. */
const bucketOf = (ms: number): number =>
  ms < 1 ? Math.ceil(ms * 10) / 10 : Number(ms.toPrecision(2))

export function createTally(): Tally {
  const answers = new Map<string, number>()
  const latencies = new Map<number, number>()
  let [requests, accepted, rejected, leftOut] = [0, 0, 0, 0]
  const percentile = (percent: number): number => {
    const sorted = Array.from(latencies).toSorted(([a], [b]) => a - b)
    let left = Math.ceil((requests * percent) / 100)
    for (const [ms, count] of sorted) {
      left -= count
      if (left <= 0) return ms
    }
    return 0
  }
  return {
    add(sent, latencyMs) {
      requests += 1
      accepted += sent.accepted
      rejected += sent.rejected
      answers.set(sent.answer, (answers.get(sent.answer) ?? 0) + 1)
      const bucket = bucketOf(latencyMs)
      latencies.set(bucket, (latencies.get(bucket) ?? 0) + 1)
    },
    leaveOut: (events) => void (leftOut += events),
    read: () => ({
      requests,
      accepted,
      rejected,
      leftOut,
      answers: new Map(answers),
      latencyMs: {
        50: percentile(50),
        90: percentile(90),
        99: percentile(99),
        100: percentile(100),
      },
    }),
  }
}
