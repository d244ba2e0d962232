import type { Cell } from '../reader/cell.ts'

/** One event of a visitor. */
export interface TimelineEvent {
  readonly event_id: string
  readonly event_type: string
  readonly timestamp: string
  readonly seq: number | null
  readonly value: number | null
  readonly properties: Cell
}

/** One page view, and what happened on it. */
export interface TimelinePage {
  readonly page_view_id: string | null
  readonly page_url: string
  readonly page_host: string | null
  readonly page_path: string | null
  readonly page_title: string | null
  readonly started_at: string
  readonly ended_at: string
  /** How long it was in sight, and how long in use, in milliseconds; null when no event says. */
  readonly visible_ms: number | null
  readonly active_ms: number | null
  readonly max_scroll_percent: number | null
  /** In the order they happened. */
  readonly events: readonly TimelineEvent[]
}

/** One visit. */
export interface TimelineSession {
  readonly site_id: string
  readonly session_id: string
  readonly anonymous_id: string | null
  readonly user_id: string | null
  readonly started_at: string
  readonly ended_at: string
  readonly events: number
  readonly device_type: string | null
  readonly browser: string | null
  readonly os: string | null
  readonly country: string | null
  readonly is_bot: boolean
  readonly referrer_host: string | null
  readonly utm_source: string | null
  readonly utm_medium: string | null
  readonly utm_campaign: string | null
  /** In the order they were come to. */
  readonly pages: readonly TimelinePage[]
}
