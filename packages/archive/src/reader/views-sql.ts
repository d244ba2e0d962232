import { quoteAll, quoteName } from './db.ts'
import { derivedColumns } from './derived-columns.ts'
import { streamColumns } from './lines-sql.ts'
import type { ArchiveStream } from '../layout/partition.ts'

/** Parquet files that have the same columns. */
export interface ParquetGroup {
  readonly paths: readonly string[]
  readonly columns: readonly string[]
}

/**
 * All rows of all files, each with its place. A file of an earlier version has null where it knows no
 * column; what this version has no column for is not read. Events have their derived columns as well.
 */
export function rawRows(stream: ArchiveStream, groups: readonly ParquetGroup[]): string {
  const columns = streamColumns[stream]
  const derived = stream === 'events' ? derivedColumns : []
  const selects = groups
    .filter(({ paths }) => paths.length > 0)
    .map(({ paths, columns: there }) => {
      const list = columns.map(({ name, type }) =>
        there.includes(name) ? quoteName(name) : `NULL::${type} AS ${quoteName(name)}`,
      )
      const files = `read_parquet(${quoteAll(paths)}, filename = true, file_row_number = true,
          hive_partitioning = false)`
      const place = 'filename AS weir_file, file_row_number AS weir_row'
      const isThere = derived.every(({ name }) => there.includes(name))
      if (isThere) {
        const more = derived.map(({ name }) => quoteName(name))
        return `SELECT ${[...list, place, ...more].join(', ')} FROM ${files}`
      }
      const more = derived.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`)
      return `SELECT *, ${more.join(', ')} FROM (SELECT ${list.join(', ')}, ${place} FROM ${files})`
    })
  if (selects.length > 0) return selects.join('\nUNION ALL\n')
  const empty = [...columns, ...derived].map(
    ({ name, type }) => `NULL::${type} AS ${quoteName(name)}`,
  )
  return `SELECT ${empty.join(', ')}, ''::VARCHAR AS weir_file, 0::BIGINT AS weir_row WHERE false`
}

/** The order of events that happened one after the other, the same whatever the order of reading. */
export const inOrder: string = 'row("timestamp", coalesce(seq, -1), event_id)'

/**
 * The same order as one value, for arg_min and arg_max: of a row, each of them would make such a key for
 * itself, for every event.
 */
export const orderKey: string = `create_sort_key("timestamp", 'ASC NULLS LAST',
  coalesce(seq, -1), 'ASC NULLS LAST', event_id, 'ASC NULLS LAST')`

/** Who it was, as well as is known. */
export const visitorOf: string = 'coalesce(anonymous_id, network_id, user_id, session_id)'

export interface VisitOptions {
  /** What the first event says that says something of a column. */
  readonly first?: (column: string) => string
  /** More columns, of the events of a visit. */
  readonly more?: readonly string[]
}

const byPlace = (column: string): string => `arg_min(${column}, place)`

/**
 * A visit in one row, of events with their derived columns. What it says of how the visit began is that of its
 * first page view.
 */
export const sessionsOf = (
  events: string,
  { first = byPlace, more = [] }: VisitOptions = {},
): string => `
  SELECT
    site_id,
    session_id,
    coalesce(${first('anonymous_id')}, ${first('network_id')}, ${first('user_id')}, session_id)
      AS visitor_id,
    arg_max(user_id, place) AS user_id,
    min("timestamp") AS started_at,
    max("timestamp") AS ended_at,
    date_diff('millisecond', min("timestamp"), max("timestamp")) AS duration_ms,
    count(*) AS events,
    count(*) FILTER (event_type = 'page_view') AS page_views,
    coalesce(sum(active_ms), 0)::BIGINT AS active_ms,
    arg_min(entry, place).host AS entry_host,
    arg_min(entry, place).path AS entry_path,
    arg_max(entry, place).path AS exit_path,
    arg_min(entry, place).referrer_host AS referrer_host,
    arg_min(campaign, place).source AS utm_source,
    arg_min(campaign, place).medium AS utm_medium,
    arg_min(campaign, place).name AS utm_campaign,
    ${first('device_type')} AS device_type,
    ${first('browser')} AS browser,
    ${first('os')} AS os,
    ${first('country')} AS country,
    bool_or(is_bot) AS is_bot,
    count(*) FILTER (event_type = 'page_view') <= 1 AND coalesce(sum(active_ms), 0) < 10000
      AS bounced${more.map((sql) => `,\n    ${sql}`).join('')}
  FROM (
    SELECT *,
      ${orderKey} AS place,
      weir_active_ms AS active_ms,
      CASE WHEN event_type = 'page_view' THEN {
        'host': page_host, 'path': page_path,
        'referrer_host': CASE WHEN referrer_host IS DISTINCT FROM page_host THEN referrer_host END
      } END AS entry,
      CASE WHEN utm_source IS NOT NULL THEN {
        'source': utm_source, 'medium': utm_medium, 'name': utm_campaign
      } END AS campaign
    FROM ${events}
  )
  GROUP BY site_id, session_id`

/** A page view in one row, with how it was spent. */
export const pageViewsOf = (events: string): string => `
  SELECT
    event_id, "timestamp", site_id, ${visitorOf} AS visitor_id, user_id, session_id, instance_id,
    page_view_id, page_url, page_host, page_path, page_title, referrer, referrer_host,
    utm_source, utm_medium, utm_campaign, utm_term, utm_content,
    properties ->> '$.navigation' AS navigation,
    spent.visible_ms, spent.active_ms, spent.max_scroll_percent,
    device_type, browser, os, country, language, is_bot
  FROM ${events}
  LEFT JOIN (
    SELECT site_id, page_view_id,
      sum(TRY_CAST(properties ->> '$.visible_ms' AS BIGINT))::BIGINT AS visible_ms,
      sum(TRY_CAST(properties ->> '$.active_ms' AS BIGINT))::BIGINT AS active_ms,
      max(TRY_CAST(coalesce(properties ->> '$.max_scroll_percent', properties ->> '$.depth_percent')
        AS BIGINT)) AS max_scroll_percent
    FROM ${events}
    WHERE event_type IN ('engagement', 'scroll') AND page_view_id IS NOT NULL
    GROUP BY site_id, page_view_id
  ) AS spent USING (site_id, page_view_id)
  WHERE event_type = 'page_view'`
