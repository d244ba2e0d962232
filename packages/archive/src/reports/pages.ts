import { visitorOf } from '../reader/views-sql.ts'
import { cutTo, type MakeReport, share, tableOf } from './report.ts'

interface Page {
  readonly page: string
  readonly page_views: number
  readonly visits: number
  readonly visitors: number
  readonly entries: number
  readonly active_ms: number
}

/** The pages that were seen most. */
export const pagesReport: MakeReport = async ({ db, top }) => {
  const pages = await db.all<Page>(`
    WITH seen AS (
      SELECT concat(page_host, page_path) AS page,
        count(*) FILTER (event_type = 'page_view') AS page_views,
        count(DISTINCT (site_id, session_id)) FILTER (event_type = 'page_view') AS visits,
        count(DISTINCT (site_id, ${visitorOf})) FILTER (event_type = 'page_view') AS visitors,
        coalesce(sum(weir_active_ms), 0)::BIGINT AS active_ms
      FROM counted WHERE event_type IN ('page_view', 'engagement') GROUP BY page
    ), entered AS (
      SELECT concat(entry_host, entry_path) AS page, count(*) AS entries
      FROM visits WHERE page_views > 0 GROUP BY page
    )
    SELECT page, page_views, visits, visitors, coalesce(entries, 0) AS entries, active_ms
    FROM seen LEFT JOIN entered USING (page)
    WHERE page_views > 0
    ORDER BY page_views DESC, page`)
  const { rows, more } = cutTo(pages, top)
  return {
    name: 'pages',
    title: 'Top pages',
    about:
      'A page is a host and a path. Entries are visits that began there. Active time is what visitors spent on it with their hands on the device, per page view.',
    facts: [{ key: 'pages', label: 'pages', kind: 'count', value: pages.length }],
    tables: [
      tableOf(
        {
          key: 'pages',
          title: 'By page views',
          columns: [
            { key: 'page', label: 'page', kind: 'text' },
            { key: 'page_views', label: 'page views', kind: 'count' },
            { key: 'visits', label: 'visits', kind: 'count' },
            { key: 'visitors', label: 'visitors', kind: 'count' },
            { key: 'entries', label: 'entries', kind: 'count' },
            {
              key: 'active_ms',
              label: 'active',
              kind: 'duration',
              of: (row) => share(row.active_ms, row.page_views),
            },
          ],
          chart: { kind: 'bars', label: 'page', value: 'page_views' },
          more,
        },
        rows,
      ),
    ],
  }
}
