import type { Db } from '../reader/db.ts'
import { sessionsOf } from '../reader/views-sql.ts'

/** Columns of a visit that tell the order of its events only where it has two of something. */
const takenFrom: Readonly<Record<string, readonly string[]>> = {
  site_id: [],
  visitor_id: ['anonymous_id', 'network_id', 'user_id'],
  started_at: [],
  duration_ms: [],
  events: [],
  page_views: [],
  active_ms: [],
  bounced: [],
  device_type: ['device_type'],
  browser: ['browser'],
  os: ['os'],
  country: ['country'],
}

const anyOf = (column: string): string => `min(${column})`

/**
 * Makes the table `visits` of these columns, of `counted`. Nearly every visit has one visitor and one
 * device: then any of its events says what the first one says, and no order is needed, for which every
 * event_id would be read. Only visits that have two of something are made by the order of their events.
 */
export async function makeVisits(db: Db, columns: readonly string[]): Promise<void> {
  const list = columns.join(', ')
  if (columns.some((column) => takenFrom[column] === undefined)) {
    await db.run(`CREATE OR REPLACE TEMP TABLE visits AS
      SELECT ${list} FROM (${sessionsOf('counted')})`)
    return
  }
  const taken = columns.flatMap((column) => takenFrom[column] ?? [])
  const isMixed = taken.map((column) => `coalesce(min(${column}) <> max(${column}), false)`)
  const more = [`${isMixed.join(' OR ') || 'false'} AS is_mixed`]
  await db.run(`CREATE OR REPLACE TEMP TABLE visits AS
    SELECT ${list}, is_mixed, site_id AS of_site, session_id AS of_session
    FROM (${sessionsOf('counted', { first: anyOf, more })})`)
  const { mixed } = await db.one<{ mixed: number }>(
    'SELECT count(*) AS mixed FROM visits WHERE is_mixed',
  )
  if (mixed === 0) return
  const events = `(
    SELECT * FROM counted
    WHERE (site_id, session_id) IN (SELECT (of_site, of_session) FROM visits WHERE is_mixed)
  )`
  await db.run(`INSERT INTO visits
    SELECT ${list}, false, site_id, session_id FROM (${sessionsOf(events)})`)
  await db.run('DELETE FROM visits WHERE is_mixed')
}
