import type { Segment } from './segment.ts'

/** The state that writer, reader and checkpoint share. Sequences start at 1, without gaps. */
export interface Log {
  /** Live segments, oldest first; the last one may still be open for appending. */
  readonly segments: Segment[]
  /** What the next durable record is called. */
  nextSequence: number
  /** Everything up to here is delivered. */
  confirmed: number
}

/** The segment open for appending, if there is one. */
export function activeSegment(log: Log): Segment | undefined {
  const newest = log.segments.at(-1)
  return newest?.file ? newest : undefined
}

/**
 * What the log takes of its segments: closed ones count whole, the open one as far as it is
 * written, or not at all once everything in it is delivered, because then it can be freed.
 */
export function usedBytes(log: Log, segmentBytes: number): number {
  const active = activeSegment(log)
  if (!active) return log.segments.length * segmentBytes
  const isDelivered = log.confirmed >= active.endSequence - 1
  return (log.segments.length - 1) * segmentBytes + (isDelivered ? 0 : active.endOffset)
}
