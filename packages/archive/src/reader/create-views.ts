import { type Db, quote, quoteName, timeLiteral } from './db.ts'
import { derivedColumns } from './derived-columns.ts'
import { type EventFiles, findRepeated } from './find-repeated.ts'
import { streamColumns } from './lines-sql.ts'
import type { TimeRange } from './list-hours.ts'
import { pageViewsOf, type ParquetGroup, rawRows, sessionsOf } from './views-sql.ts'

/** Which records of an archive are looked at. */
export interface Filter {
  /** When they happened; for rejected ones: when they were rejected. */
  readonly range: TimeRange
  readonly site?: string | undefined
}

function within(column: string, { range }: Filter): string[] {
  const time = quoteName(column)
  return [
    ...(range.fromMs === undefined ? [] : [`${time} >= ${timeLiteral(range.fromMs)}`]),
    ...(range.toMs === undefined ? [] : [`${time} < ${timeLiteral(range.toMs)}`]),
  ]
}

const ofSite = ({ site }: Filter): string[] =>
  site === undefined ? [] : [`site_id = ${quote(site)}`]

const where = (parts: readonly string[]): string =>
  parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`

const list = (stream: 'events' | 'rejected'): string =>
  streamColumns[stream].map(({ name }) => quoteName(name)).join(', ')

/**
 * The views `events`, `sessions` and `page_views` over Parquet files, and `events_read`: what was
 * read for the range, with what lies around it. `weir_events` is `events` with derived columns. Answers
 * how many rows are the same event again: of those the first to arrive is kept. Which rows these are is
 * found once, here; a query then passes them over by their places, and need not read a single event_id for it.
 */
export async function createEventViews(db: Db, files: EventFiles, filter: Filter): Promise<number> {
  const all = [...files.compared, ...files.others]
  await db.run(`CREATE VIEW weir_rows AS ${rawRows('events', all)}`)
  await findRepeated(db, files)
  await db.run(`CREATE TEMP TABLE weir_again AS
    SELECT weir_file, weir_row FROM weir_repeated WHERE nth > 1`)
  const { again } = await db.one<{ again: number }>('SELECT count(*) AS again FROM weir_again')
  const once = again === 0 ? '' : 'ANTI JOIN weir_again USING (weir_file, weir_row)'
  const derived = derivedColumns.map(({ name }) => quoteName(name)).join(', ')
  await db.run(`CREATE VIEW weir_read AS SELECT ${list('events')}, ${derived} FROM weir_rows ${once}
    ${where(ofSite(filter))}`)
  await db.run(`CREATE VIEW weir_events AS
    SELECT * FROM weir_read ${where(within('timestamp', filter))}`)
  await db.run(`CREATE VIEW events_read AS SELECT ${list('events')} FROM weir_read`)
  await db.run(`CREATE VIEW events AS SELECT ${list('events')} FROM weir_events`)
  await db.run(`CREATE VIEW sessions AS ${sessionsOf('weir_events')}`)
  await db.run(`CREATE VIEW page_views AS ${pageViewsOf('events')}`)
  return again
}

/** The views `rejected` and `rejected_read` over Parquet files. */
export async function createRejectedView(
  db: Db,
  groups: readonly ParquetGroup[],
  filter: Filter,
): Promise<void> {
  await db.run(`CREATE VIEW rejected_read AS
    SELECT ${list('rejected')} FROM (${rawRows('rejected', groups)}) ${where(ofSite(filter))}`)
  await db.run(`CREATE VIEW rejected AS
    SELECT * FROM rejected_read ${where(within('rejected_at', filter))}`)
}
