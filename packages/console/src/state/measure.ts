import type { Second } from '../api/api.ts'

/** What several seconds come to. */
export interface Measured {
  readonly seconds: number
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly delivered: number
  readonly records: number
  readonly recordEvents: number
  readonly recordBytes: number
  readonly storedBytes: number
  readonly retries: number
  readonly unexpected: number
}

export function measure(seconds: readonly Second[]): Measured {
  const sum = (read: (second: Second) => number) =>
    seconds.reduce((all, second) => all + read(second), 0)
  return {
    seconds: seconds.length,
    received: sum((each) => each.received),
    accepted: sum((each) => each.accepted),
    rejected: sum((each) => each.rejected),
    delivered: sum((each) => each.delivered),
    records: sum((each) => each.records),
    recordEvents: sum((each) => each.record_events),
    recordBytes: sum((each) => each.record_bytes),
    storedBytes: sum((each) => each.stored_bytes),
    retries: sum((each) => each.retries),
    unexpected: sum((each) => each.unexpected),
  }
}

/** A part of a whole; undefined where there is no whole. */
export const ratio = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole

export type Timed = 'request' | 'append' | 'put'

/**
 * How long no more than a share of them took, in seconds, as far as the buckets tell: within one they
 * are taken to be spread evenly. Beyond the last bound it is that bound. Undefined for none.
 */
export function quantile(
  bounds: readonly number[],
  counts: readonly number[],
  share: number,
): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  const rank = total * share
  let below = 0
  for (const [at, bound] of bounds.entries()) {
    const count = counts[at] ?? 0
    if (count > 0 && below + count >= rank) {
      const lower = bounds[at - 1] ?? 0
      return lower + ((bound - lower) * (rank - below)) / count
    }
    below += count
  }
  return bounds.at(-1)
}

/** The buckets of several seconds together. */
export function sumBuckets(seconds: readonly Second[], of: Timed): number[] {
  const sums: number[] = []
  for (const second of seconds) {
    for (const [at, count] of second[of].entries()) sums[at] = (sums[at] ?? 0) + count
  }
  return sums
}

/** A quantile for each second, of it and those shortly before: single seconds hold too few. */
export function quantilesOverTime(
  seconds: readonly Second[],
  { bounds, of, share }: { bounds: readonly number[]; of: Timed; share: number },
): (number | null)[] {
  return seconds.map((_second, at) => {
    const few = seconds.slice(Math.max(0, at - 4), at + 1)
    return quantile(bounds, sumBuckets(few, of), share) ?? null
  })
}
