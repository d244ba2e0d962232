import { quote } from '../reader/db.ts'
import { inOrder, visitorOf } from '../reader/views-sql.ts'
import type { FunnelOptions, FunnelStep } from './funnel-step.ts'
import { type MakeReport, share, tableOf } from './report.ts'

function matches({ eventType, path }: FunnelStep): string {
  const type = `event_type = ${quote(eventType)}`
  if (path === undefined) return type
  const pattern = path.replace(/[\\%_]/gu, String.raw`\$&`).replaceAll('*', '%')
  return String.raw`(${type} AND page_path LIKE ${quote(pattern)} ESCAPE '\')`
}

interface Reached {
  readonly reached: number
  readonly median_ms: number | null
}

/**
 * The earliest event for each step after that of the step before: whoever can get through the steps
 * at all, gets through them so.
 */
function funnelSql({ steps, by }: FunnelOptions): string {
  const who = by === 'visit' ? 'session_id' : visitorOf
  const tests = steps.map(matches)
  const counts = steps.map((_step, at) => {
    const step = `step_${at}`
    const wait = at === 0 ? 'NULL::BIGINT' : 'quantile_disc(waited_ms, 0.5)'
    return `SELECT ${at} AS step, count(*) AS reached, ${wait} AS median_ms FROM ${step}`
  })
  const later = steps.slice(1).map(
    (_step, at) => `step_${at + 1} AS MATERIALIZED (
      SELECT site_id, who, min(number) AS number, arg_min(time, number) AS time,
        date_diff('millisecond', any_value(before), arg_min(time, number)) AS waited_ms
      FROM (
        SELECT done.*, step_${at}.time AS before
        FROM done JOIN step_${at} USING (site_id, who)
        WHERE fits[${at + 2}] AND done.number > step_${at}.number
      ) GROUP BY site_id, who
    )`,
  )
  return `
    WITH done AS MATERIALIZED (
      SELECT site_id, ${who} AS who, "timestamp" AS time, [${tests.join(', ')}] AS fits,
        row_number() OVER (PARTITION BY site_id, who ORDER BY ${inOrder}) AS number
      FROM counted WHERE ${tests.join(' OR ')}
    ), step_0 AS MATERIALIZED (
      SELECT site_id, who, min(number) AS number, arg_min(time, number) AS time
      FROM done WHERE fits[1] GROUP BY site_id, who
    )${later.map((each) => `, ${each}`).join('')}
    ${counts.join(' UNION ALL ')} ORDER BY step`
}

/** How many get how far. Without steps: from a page view to a click, to see what it looks like. */
export const funnelReport: MakeReport = async ({ db, funnel }) => {
  const options = funnel ?? { steps: [], by: 'visit' }
  const found = options.steps.length === 0 ? [] : await db.all<Reached>(funnelSql(options))
  const first = found[0]?.reached ?? 0
  const last = found.at(-1)?.reached ?? 0
  const whole = options.by === 'visit' ? 'visits' : 'visitors'
  return {
    name: 'funnel',
    title: 'Funnel',
    about: `How many ${whole} did the steps in this order; other things may have happened between them. The median is from the step before.`,
    facts: [
      { key: 'started', label: `${whole} at the first step`, kind: 'count', value: first },
      { key: 'finished', label: `${whole} at the last`, kind: 'count', value: last },
      { key: 'share', label: 'of the first', kind: 'share', value: share(last, first) },
    ],
    tables: [
      tableOf(
        {
          key: 'steps',
          title: 'Steps',
          columns: [
            { key: 'step', label: 'step', kind: 'text' },
            { key: 'reached', label: whole, kind: 'count' },
            { key: 'of_first', label: 'of the first', kind: 'share' },
            { key: 'of_before', label: 'of the one before', kind: 'share' },
            { key: 'median_ms', label: 'median', kind: 'duration' },
          ],
          chart: { kind: 'bars', label: 'step', value: 'reached' },
        },
        found.map(({ reached, median_ms }, at) => ({
          step: `${at + 1}. ${options.steps[at]?.label}`,
          reached,
          of_first: share(reached, first),
          of_before: at === 0 ? null : share(reached, found[at - 1]?.reached ?? 0),
          median_ms,
        })),
      ),
    ],
  }
}
