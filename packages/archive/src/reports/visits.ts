import { everyDay, type MakeReport, share, tableOf } from './report.ts'

interface Counts {
  readonly visitors: number
  readonly visits: number
  readonly page_views: number
  readonly bounced: number
  readonly median_duration_ms: number | null
}

const measures = `
  count(DISTINCT (site_id, visitor_id)) AS visitors,
  count(*) AS visits,
  coalesce(sum(page_views), 0)::BIGINT AS page_views,
  count(*) FILTER (bounced) AS bounced,
  quantile_disc(duration_ms, 0.5) AS median_duration_ms`

const pagesPerVisit = ({ page_views: pages, visits }: Counts) => share(pages, visits)
const bounceShare = ({ bounced, visits }: Counts) => share(bounced, visits)

/** Visits, day by day. */
export const visitsReport: MakeReport = async ({ db }) => {
  const total = await db.one<Counts & { events: number }>(
    `SELECT ${measures}, coalesce(sum(events), 0)::BIGINT AS events FROM visits`,
  )
  const days = await db.all<Counts & { day: string }>(
    `SELECT started_at::DATE AS day, ${measures} FROM visits GROUP BY day ORDER BY day`,
  )
  const none = { visitors: 0, visits: 0, page_views: 0, bounced: 0, median_duration_ms: null }
  return {
    name: 'visits',
    title: 'Visits',
    about:
      'A visit is a session; it counts on the day it began. A visitor is one anonymous_id of a site, or what else is known: network_id, user_id, or else the visit itself. A visit bounced when it had at most one page view and less than ten seconds of activity.',
    facts: [
      { key: 'visitors', label: 'visitors', kind: 'count', value: total.visitors },
      { key: 'visits', label: 'visits', kind: 'count', value: total.visits },
      { key: 'page_views', label: 'page views', kind: 'count', value: total.page_views },
      { key: 'events', label: 'events', kind: 'count', value: total.events },
      {
        key: 'pages_per_visit',
        label: 'pages per visit',
        kind: 'decimal',
        value: pagesPerVisit(total),
      },
      { key: 'bounce_share', label: 'bounced', kind: 'share', value: bounceShare(total) },
      {
        key: 'median_duration_ms',
        label: 'median duration',
        kind: 'duration',
        value: total.median_duration_ms,
      },
    ],
    tables: [
      tableOf(
        {
          key: 'by_day',
          title: 'Day by day',
          columns: [
            { key: 'day', label: 'day', kind: 'day' },
            { key: 'visitors', label: 'visitors', kind: 'count' },
            { key: 'visits', label: 'visits', kind: 'count' },
            { key: 'page_views', label: 'page views', kind: 'count' },
            { key: 'pages_per_visit', label: 'per visit', kind: 'decimal', of: pagesPerVisit },
            { key: 'bounce_share', label: 'bounced', kind: 'share', of: bounceShare },
            { key: 'median_duration_ms', label: 'median', kind: 'duration' },
          ],
          chart: { kind: 'lines', x: 'day', values: ['visits', 'visitors'] },
        },
        everyDay(days, none),
      ),
    ],
  }
}
