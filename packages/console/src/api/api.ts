import type { FromShape } from './shape.ts'

/** A stored record; the page reads a few of its columns and shows them all. */
export type StoredRecord = Readonly<Record<string, unknown>>

export const rejectedShape = {
  rejected_at: 'string',
  site_id: 'string',
  code: 'string',
  errors: ['array', { path: 'string', message: 'string' }],
  event: 'unknown',
} as const
/** A rejected record: the event whole, and what was wrong with it. */
export type RejectedRecord = FromShape<typeof rejectedShape>

/** Of `GET good` and `GET rejected`. */
export const recordsShape = { events: ['array', 'object'] } as const

/** Data of the event `batch` of `GET live`: what came since the last one. */
export const batchShape = {
  good: { seen: 'number', matched: 'number', records: ['array', 'object'] },
  rejected: { seen: 'number', matched: 'number', records: ['array', 'object'] },
} as const

/** Some of what came, and how much there was. */
export interface Sample<Item> {
  readonly seen: number
  /** How much of it fits the filter. */
  readonly matched: number
  readonly records: readonly Item[]
}
export interface Batch {
  readonly good: Sample<StoredRecord>
  readonly rejected: Sample<RejectedRecord>
}

export const summaryShape = {
  received: 'number',
  accepted: 'number',
  rejected: 'number',
  delivered: 'number',
  delivered_rejected: 'number',
  records: 'number',
  retries: 'number',
  unexpected: 'number',
} as const
/** Counters since the start of the gateway or the last reset. */
export type Summary = FromShape<typeof summaryShape>
