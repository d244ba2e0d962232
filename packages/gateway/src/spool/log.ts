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
 * What the undelivered log takes: closed segments count whole, the open one as far as it is
 * written. Delivered ones do not count even before they are freed, so that a log with nothing in
 * it always takes something.
 */
export function usedBytes(log: Log, segmentBytes: number): number {
  let delivered = 0
  while ((log.segments[delivered]?.endSequence ?? Infinity) <= log.confirmed + 1) delivered += 1
  const undelivered = log.segments.length - delivered
  if (undelivered === 0) return 0
  const active = activeSegment(log)
  return active ? (undelivered - 1) * segmentBytes + active.endOffset : undelivered * segmentBytes
}
