import type { Cell } from '../reader/cell.ts'
import { type Db, quote, quoteName } from '../reader/db.ts'
import { inOrder } from '../reader/views-sql.ts'
import type { TimelineAnswer, TimelineQuery } from './queries.ts'
import type { TimelineEvent, TimelinePage, TimelineSession } from './timeline.ts'

const columns = [
  'event_id',
  'event_type',
  'timestamp',
  'seq',
  'value',
  'properties',
  'page_view_id',
  'page_url',
  'page_host',
  'page_path',
  'page_title',
  'site_id',
  'session_id',
  'anonymous_id',
  'user_id',
  'device_type',
  'browser',
  'os',
  'country',
  'is_bot',
  'referrer_host',
  'utm_source',
  'utm_medium',
  'utm_campaign',
] as const

/** A row of the view `events`, as far as a timeline needs it. */
export type TimelineRow = TimelineEvent &
  Omit<TimelinePage, 'started_at' | 'ended_at' | 'events' | keyof Spent> &
  Omit<TimelineSession, 'started_at' | 'ended_at' | 'events' | 'pages'>

interface Spent {
  readonly visible_ms: number | null
  readonly active_ms: number | null
  readonly max_scroll_percent: number | null
}

/** What one visitor did, the latest events of it. */
export async function visitorTimeline(
  db: Db,
  { by, id, limit }: Pick<TimelineQuery, 'by' | 'id'> & { readonly limit: number },
): Promise<Pick<TimelineAnswer, 'sessions' | 'hasEarlier'>> {
  const rows = await db.all<TimelineRow>(`
    SELECT ${columns.map(quoteName).join(', ')} FROM events
    WHERE ${quoteName(by)} = ${quote(id)}
    ORDER BY ${inOrder} DESC LIMIT ${limit + 1}`)
  return {
    sessions: timelineOf(rows.slice(0, limit).toReversed()),
    hasEarlier: rows.length > limit,
  }
}

/** Events in their order as visits, the latest first, and their pages. */
export function timelineOf(rows: readonly TimelineRow[]): TimelineSession[] {
  const sessions = Map.groupBy(rows, (row) => JSON.stringify([row.site_id, row.session_id]))
  return [...sessions.values()]
    .map(sessionOf)
    .sort((a, b) => (a.started_at < b.started_at ? 1 : -1))
}

/** What the first event that knows it says. */
function firstOf<Key extends keyof TimelineRow>(
  rows: readonly TimelineRow[],
  key: Key,
): TimelineRow[Key] | null {
  return rows.find((row) => row[key] !== null)?.[key] ?? null
}

function sessionOf(rows: readonly TimelineRow[]): TimelineSession {
  const entry = rows.filter(({ event_type: type }) => type === 'page_view').slice(0, 1)
  const campaign = rows.filter(({ utm_source: source }) => source !== null).slice(0, 1)
  return {
    site_id: rows[0]?.site_id ?? '',
    session_id: rows[0]?.session_id ?? '',
    anonymous_id: firstOf(rows, 'anonymous_id'),
    user_id: firstOf(rows.toReversed(), 'user_id'),
    started_at: rows[0]?.timestamp ?? '',
    ended_at: rows.at(-1)?.timestamp ?? '',
    events: rows.length,
    device_type: firstOf(rows, 'device_type'),
    browser: firstOf(rows, 'browser'),
    os: firstOf(rows, 'os'),
    country: firstOf(rows, 'country'),
    is_bot: rows.some(({ is_bot: isBot }) => isBot),
    referrer_host: firstOf(entry, 'referrer_host'),
    utm_source: firstOf(campaign, 'utm_source'),
    utm_medium: firstOf(campaign, 'utm_medium'),
    utm_campaign: firstOf(campaign, 'utm_campaign'),
    pages: pagesOf(rows),
  }
}

/**
 * What knows its page view belongs to it, however late it comes: how a page was spent is said when
 * the next one is there already. What does not, belongs to the page before it of the same address.
 */
function pagesOf(rows: readonly TimelineRow[]): TimelinePage[] {
  const pages: TimelineRow[][] = []
  const byView = new Map<string, TimelineRow[]>()
  for (const row of rows) {
    const { page_view_id: view } = row
    const last = pages.at(-1)
    const known = view === null ? undefined : byView.get(view)
    const same = view === null && last?.[0]?.page_url === row.page_url ? last : undefined
    const page = known ?? same ?? []
    if (page.length === 0) pages.push(page)
    page.push(row)
    if (view !== null) byView.set(view, page)
  }
  return pages.map(pageOf)
}

function pageOf(rows: readonly TimelineRow[]): TimelinePage {
  const [first] = rows
  return {
    page_view_id: firstOf(rows, 'page_view_id'),
    page_url: first?.page_url ?? '',
    page_host: first?.page_host ?? null,
    page_path: first?.page_path ?? null,
    page_title: firstOf(rows, 'page_title'),
    started_at: first?.timestamp ?? '',
    ended_at: rows.at(-1)?.timestamp ?? '',
    ...spentOn(rows),
    events: rows.map((row) => ({
      event_id: row.event_id,
      event_type: row.event_type,
      timestamp: row.timestamp,
      seq: row.seq,
      value: row.value,
      properties: row.properties,
    })),
  }
}

function spentOn(rows: readonly TimelineRow[]): Spent {
  const numbers = (types: readonly string[], name: string): number[] =>
    rows
      .filter(({ event_type: type }) => types.includes(type))
      .map(({ properties }) => fieldOf(properties, name))
      .filter((value) => typeof value === 'number')
  const sum = (name: string): number | null => {
    const values = numbers(['engagement'], name)
    return values.length === 0 ? null : values.reduce((total, each) => total + each, 0)
  }
  const depths = [
    ...numbers(['engagement'], 'max_scroll_percent'),
    ...numbers(['scroll'], 'depth_percent'),
  ]
  return {
    visible_ms: sum('visible_ms'),
    active_ms: sum('active_ms'),
    max_scroll_percent: depths.length === 0 ? null : Math.max(...depths),
  }
}

function fieldOf(properties: Cell, name: string): Cell | undefined {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return
  const found = Object.entries(properties).find(([key]) => key === name)
  return found?.[1]
}
