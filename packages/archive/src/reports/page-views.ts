import { everyDay, type MakeReport, share, tableOf } from './report.ts'

interface Counts {
  readonly page_views: number
  readonly in_app: number
}

/** Page views, day by day, and how visitors came to them. */
export const pageViewsReport: MakeReport = async ({ db }) => {
  const days = await db.all<Counts & { day: string }>(`
    SELECT "timestamp"::DATE AS day, count(*) AS page_views,
      count(*) FILTER (properties ->> '$.navigation' = 'in_app') AS in_app
    FROM counted WHERE event_type = 'page_view' GROUP BY day ORDER BY day`)
  const ways = await db.all<{ navigation: string; page_views: number }>(`
    SELECT coalesce(properties ->> '$.navigation', '(not said)') AS navigation,
      count(*) AS page_views
    FROM counted WHERE event_type = 'page_view'
    GROUP BY navigation ORDER BY page_views DESC, navigation`)
  const total = days.reduce((sum, { page_views: each }) => sum + each, 0)
  return {
    name: 'page-views',
    title: 'Page views',
    about:
      'A page view counts on the day it happened. Loaded are those that the browser fetched or brought back, in-app those inside of a single-page app.',
    facts: [{ key: 'page_views', label: 'page views', kind: 'count', value: total }],
    tables: [
      tableOf(
        {
          key: 'by_day',
          title: 'Day by day',
          columns: [
            { key: 'day', label: 'day', kind: 'day' },
            { key: 'page_views', label: 'page views', kind: 'count' },
            {
              key: 'loaded',
              label: 'loaded',
              kind: 'count',
              of: (row) => row.page_views - row.in_app,
            },
            { key: 'in_app', label: 'in-app', kind: 'count' },
          ],
          chart: { kind: 'lines', x: 'day', values: ['page_views', 'in_app'] },
        },
        everyDay(days, { page_views: 0, in_app: 0 }),
      ),
      tableOf(
        {
          key: 'by_navigation',
          title: 'How visitors came to a page',
          columns: [
            { key: 'navigation', label: 'navigation', kind: 'text' },
            { key: 'page_views', label: 'page views', kind: 'count' },
            {
              key: 'share',
              label: 'share',
              kind: 'share',
              of: (row) => share(row.page_views, total),
            },
          ],
          chart: { kind: 'bars', label: 'navigation', value: 'page_views' },
        },
        ways,
      ),
    ],
  }
}
