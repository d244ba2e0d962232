import { orderKey } from '../reader/views-sql.ts'

/** More missing in one page load than this cannot be true: somebody made the numbers up. */
export const mostMissing = 10_000

export interface CompletenessOptions {
  readonly bots: boolean
  /** Conditions on `first`, the time of a page load's first event. */
  readonly within: readonly string[]
}

export interface CompletenessSql {
  /** Make tables of page loads, of what they sent and of what was said of them. */
  readonly seen: readonly string[]
  /** Whether any of those has two browsers. */
  readonly isAnyMixed: string
  /** Makes a table of page loads, for the other two. */
  readonly prepare: (isAnyMixed: boolean) => string
  readonly byBrowserAndDay: string
  readonly odd: string
}

/** Numbers below it are counted as bits of one number, which takes a tenth of the time of a set. */
const bits = 62

const isOwn = 'instance_id IS NOT NULL AND seq >= 0'
const isTold = 'previous_instance.last_seq >= 0'

/** What a page load itself sent. A number that came twice under two ids is one number. */
const ownSeen = `
  SELECT site_id, instance_id AS load, max(seq) AS last, count(*) AS events,
    coalesce(bit_count(bit_or(1::BIGINT << least(seq, ${bits - 1})::INT) FILTER (seq < ${bits})), 0)
      + count(DISTINCT seq) FILTER (seq >= ${bits}) AS arrived,
    min("timestamp") AS first,
    min(browser) AS browser, max(browser) AS other_browser, bool_or(is_bot) AS is_bot
  FROM events_read
  WHERE ${isOwn}
  GROUP BY site_id, load`

/** What the page load after it said of it. */
const toldSeen = `
  SELECT site_id, previous_instance.instance_id AS load, max(previous_instance.last_seq) AS last,
    min("timestamp") AS first, min(browser) AS browser, max(browser) AS other_browser,
    bool_or(is_bot) AS is_bot
  FROM events_read
  WHERE ${isTold}
  GROUP BY site_id, load`

interface Seen {
  /** The name of a table with the browsers of page loads. */
  readonly from: string
  readonly where: string
  readonly load: string
}

/**
 * The same with the browser of the first event that says one. Nearly every page load has one browser, and
 * which event is the first, for which every event_id would be read, matters only where there are two.
 */
const withFirstBrowser = ({ from, where, load }: Seen): string => `
  SELECT seen.* EXCLUDE (browser, other_browser), coalesce(mixed.browser, seen.browser) AS browser
  FROM ${from} AS seen LEFT JOIN (
    SELECT site_id, ${load} AS load, arg_min(browser, ${orderKey}) AS browser
    FROM events_read
    WHERE ${where} AND (site_id, ${load}) IN (
      SELECT (site_id, load) FROM ${from} WHERE browser <> other_browser
    )
    GROUP BY ALL
  ) AS mixed USING (site_id, load)`

const ownMixed = withFirstBrowser({ from: 'own_seen', where: isOwn, load: 'instance_id' })
const toldMixed = withFirstBrowser({
  from: 'told_seen',
  where: isTold,
  load: 'previous_instance.instance_id',
})

/** What came and was rejected. An event in there may be anything at all. */
const refused = `
  SELECT site_id, event ->> '$.instance_id' AS load, TRY_CAST(event ->> '$.seq' AS BIGINT) AS seq,
    min(rejected_at) AS first
  FROM rejected_read
  WHERE json_type(event, '$.instance_id') = 'VARCHAR'
    AND json_type(event, '$.seq') IN ('UBIGINT', 'BIGINT')
    AND TRY_CAST(event ->> '$.seq' AS BIGINT) >= 0
  GROUP BY ALL`

/** Of those, what did not arrive as well, repaired and sent again. */
const rejectedOnly = `
  SELECT site_id, load, count(*) AS rejected, max(seq) AS last, min(first) AS first
  FROM refused ANTI JOIN (
    SELECT site_id, instance_id AS load, seq FROM events_read
    WHERE instance_id IN (SELECT load FROM refused)
  ) USING (site_id, load, seq)
  GROUP BY site_id, load`

const loads = `
  SELECT coalesce(own.first, told.first, rejected_only.first) AS first,
    coalesce(own.browser, told.browser, '(unknown)') AS browser,
    coalesce(own.is_bot, told.is_bot, false) AS is_bot,
    coalesce(own.arrived, 0) AS arrived,
    coalesce(own.events, 0) AS events,
    coalesce(rejected, 0) AS rejected,
    -- A number that no clock of ours could have counted to is still a number that can be added to.
    least(greatest(own.last, told.last, rejected_only.last), 9007199254740991) + 1 AS numbered,
    told.load IS NULL AS is_open,
    own.load IS NULL AND rejected_only.load IS NULL AS is_unseen
  FROM own
  FULL JOIN told USING (site_id, load)
  FULL JOIN rejected_only USING (site_id, load)`

/**
 * Looks at all that was read, the days around the range included: a page load counts whole, on the
 * day of its first event, however long it goes on. What it was told by others may come much later.
 */
export function completenessSql({ bots, within }: CompletenessOptions): CompletenessSql {
  const conditions = [...within, ...(bots ? [] : ['NOT is_bot'])]
  const loadsInside = (isAnyMixed: boolean): string => `
    WITH own AS (${isAnyMixed ? ownMixed : 'FROM own_seen'}),
    told AS (${isAnyMixed ? toldMixed : 'FROM told_seen'}), refused AS (${refused}),
    rejected_only AS (${rejectedOnly}), loads AS (${loads})
    SELECT *, numbered - arrived - rejected AS missing,
      numbered - arrived - rejected > ${mostMissing} AS is_set_aside
    FROM loads ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}`
  return {
    seen: [
      `CREATE OR REPLACE TEMP TABLE own_seen AS ${ownSeen}`,
      `CREATE OR REPLACE TEMP TABLE told_seen AS ${toldSeen}`,
    ],
    isAnyMixed: `
      SELECT (SELECT count(*) FROM own_seen WHERE browser <> other_browser)
        + (SELECT count(*) FROM told_seen WHERE browser <> other_browser) > 0 AS is_any_mixed`,
    prepare: (isAnyMixed) =>
      `CREATE OR REPLACE TEMP TABLE page_loads AS ${loadsInside(isAnyMixed)}`,
    byBrowserAndDay: `
      SELECT first::DATE AS day, browser,
        count(*) FILTER (NOT is_unseen) AS loads,
        count(*) FILTER (NOT is_unseen AND is_open) AS open_loads,
        coalesce(sum(numbered) FILTER (NOT is_unseen), 0)::BIGINT AS numbered,
        sum(arrived)::BIGINT AS arrived,
        sum(rejected)::BIGINT AS rejected,
        coalesce(sum(missing) FILTER (NOT is_unseen), 0)::BIGINT AS missing,
        count(*) FILTER (is_unseen) AS unseen_loads,
        coalesce(sum(numbered) FILTER (is_unseen), 0)::BIGINT AS unseen_events
      FROM page_loads WHERE NOT is_set_aside
      GROUP BY ALL ORDER BY day, browser`,
    odd: `
      SELECT
        (SELECT count(*) FROM counted WHERE instance_id IS NULL OR seq IS NULL) AS not_numbered,
        (SELECT coalesce(sum(events - arrived), 0)::BIGINT FROM page_loads) AS repeated,
        (SELECT count(*) FROM page_loads WHERE is_set_aside) AS set_aside`,
  }
}
