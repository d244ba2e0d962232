import type { Db } from '../reader/db.ts'
import { everyDay, type MakeReport, share, tableOf } from './report.ts'

interface Counts {
  readonly page_views: number
  readonly in_app: number
}

/** Of a day, or of a way to come to a page. */
interface Counted extends Counts {
  readonly day: string | null
  readonly navigation: string | null
}

async function countPageViews(
  db: Db,
): Promise<{ days: (Counts & { day: string })[]; ways: Counted[] }> {
  // Both in one look: most of it goes into reading properties.
  const counted = await db.all<Counted>(`
    SELECT "timestamp"::DATE AS day,
      coalesce(properties ->> '$.navigation', '(not said)') AS navigation,
      count(*) AS page_views,
      count(*) FILTER (properties ->> '$.navigation' = 'in_app') AS in_app
    FROM counted WHERE event_type = 'page_view'
    GROUP BY GROUPING SETS ((day), (navigation))
    ORDER BY day, page_views DESC, navigation`)
  const days = counted.flatMap(({ day, page_views, in_app }) =>
    day === null ? [] : [{ day, page_views, in_app }],
  )
  const ways = counted.filter(({ navigation }) => navigation !== null)
  return { days, ways }
}

/** Page views, day by day, and how visitors came to them. */
export const pageViewsReport: MakeReport = async ({ db }) => {
  const { days, ways } = await countPageViews(db)
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
