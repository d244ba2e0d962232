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

export const rawShape = {
  sent_at: ['nullable', 'string'],
  sdk: ['nullable', 'object'],
  event: 'object',
} as const
/** An event as the browser sent it. */
export type RawEvent = FromShape<typeof rawShape>

export const historyShape = {
  bounds: ['array', 'number'],
  seconds: [
    'array',
    {
      at: 'number',
      received: 'number',
      accepted: 'number',
      rejected: 'number',
      delivered: 'number',
      records: 'number',
      record_events: 'number',
      record_bytes: 'number',
      stored_bytes: 'number',
      retries: 'number',
      unexpected: 'number',
      request: ['array', 'number'],
      append: ['array', 'number'],
      put: ['array', 'number'],
      spool_bytes: 'number',
      spool_oldest_seconds: 'number',
      breaker_state: 'number',
    },
  ],
} as const
export type History = FromShape<typeof historyShape>
/** What happened in one second; the gauges are as they were at its end. */
export type Second = History['seconds'][number]

export const factsShape = {
  sink: 'string',
  stream: ['nullable', 'string'],
  rejected_stream: ['nullable', 'string'],
  codec: 'string',
  record_bytes: 'number',
  linger_ms: 'number',
  spool: 'string',
  spool_max_bytes: 'number',
  archive: 'string',
  processes: [
    'array',
    {
      draining: 'boolean',
      store: { ok: 'boolean', reason: ['optional', 'string'] },
      sink: { state: 'string', reason: ['optional', 'string'] },
    },
  ],
} as const
/** How the gateway is set up, and how each of its processes is. */
export type Facts = FromShape<typeof factsShape>

export const shardsShape = {
  shards: ['array', { stream: 'string', shard: 'string', records: 'number', events: 'number' }],
} as const
/** What went to one shard since the start of the gateway. */
export type Shard = FromShape<typeof shardsShape>['shards'][number]

export const filesShape = {
  files: [
    'array',
    {
      key: 'string',
      stream: 'string',
      bytes: 'number',
      landedMs: 'number',
      hourMs: 'number',
      events: ['nullable', 'number'],
    },
  ],
  hasMore: 'boolean',
} as const
/** Files of the archive, the latest to land first. */
export type ArchiveFiles = FromShape<typeof filesShape>

export const reportsShape = {
  reports: [
    'array',
    {
      name: 'string',
      title: 'string',
      about: 'string',
      facts: ['array', { key: 'string', label: 'string', kind: 'string', value: 'unknown' }],
      tables: [
        'array',
        {
          key: 'string',
          title: 'string',
          columns: ['array', { key: 'string', label: 'string', kind: 'string' }],
          rows: ['array', ['array', 'unknown']],
          chart: ['optional', 'object'],
          more: ['optional', 'number'],
        },
      ],
    },
  ],
} as const
/** Reports as plain data: facts, and tables that say how they would be drawn. */
export type Report = FromShape<typeof reportsShape>['reports'][number]
export type ReportTable = Report['tables'][number]

export const sessionsShape = {
  sessions: [
    'array',
    {
      session_id: 'string',
      visitor_id: 'string',
      started_at: 'string',
      duration_ms: 'number',
      events: 'number',
      page_views: 'number',
      entry_path: ['nullable', 'string'],
      exit_path: ['nullable', 'string'],
      referrer_host: ['nullable', 'string'],
      device_type: ['nullable', 'string'],
      browser: ['nullable', 'string'],
      country: ['nullable', 'string'],
    },
  ],
} as const
export type SessionRow = FromShape<typeof sessionsShape>['sessions'][number]

export const timelineShape = {
  sessions: [
    'array',
    {
      session_id: 'string',
      anonymous_id: ['nullable', 'string'],
      user_id: ['nullable', 'string'],
      started_at: 'string',
      ended_at: 'string',
      events: 'number',
      device_type: ['nullable', 'string'],
      browser: ['nullable', 'string'],
      os: ['nullable', 'string'],
      country: ['nullable', 'string'],
      referrer_host: ['nullable', 'string'],
      pages: ['array', 'object'],
    },
  ],
  hasEarlier: 'boolean',
} as const
export const timelinePageShape = {
  page_url: 'string',
  page_path: ['nullable', 'string'],
  page_title: ['nullable', 'string'],
  started_at: 'string',
  visible_ms: ['nullable', 'number'],
  active_ms: ['nullable', 'number'],
  max_scroll_percent: ['nullable', 'number'],
  events: [
    'array',
    { event_id: 'string', event_type: 'string', timestamp: 'string', properties: 'unknown' },
  ],
} as const
export type TimelinePage = FromShape<typeof timelinePageShape>

/** One visit. */
export type TimelineSession = FromShape<typeof timelineShape>['sessions'][number]
