export { median } from '../support/median.ts'

/** One run of one subject. */
export interface Sample {
  readonly eventsPerSecond: number
  readonly cpuMicrosPerEvent: number
  /** Milliseconds until the answer. */
  readonly p50: number
  readonly p99: number
  readonly rssMiB: number
  /** What the stream took, by the events that were accepted. */
  readonly recordsPerMillion: number
  readonly mbPerMillion: number
  /** Accepted and not delivered when the load ended, of all that was accepted. */
  readonly behind: number
}
