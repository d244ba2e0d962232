import { type ColumnOf, cutTo, type MakeReport, share, tableOf } from './report.ts'

interface Counts {
  readonly visits: number
  readonly visitors: number
  readonly page_views: number
  readonly bounced: number
}

const measures = `
  count(*) AS visits,
  count(DISTINCT (site_id, visitor_id)) AS visitors,
  sum(page_views)::BIGINT AS page_views,
  count(*) FILTER (bounced) AS bounced`

const columns: readonly ColumnOf<Counts>[] = [
  { key: 'visits', label: 'visits', kind: 'count' },
  { key: 'visitors', label: 'visitors', kind: 'count' },
  { key: 'page_views', label: 'page views', kind: 'count' },
  {
    key: 'bounce_share',
    label: 'bounced',
    kind: 'share',
    of: (row) => share(row.bounced, row.visits),
  },
]

/** Where visits came from. */
export const referrersReport: MakeReport = async ({ db, top }) => {
  const found = await db.all<Counts & { referrer: string }>(`
    SELECT coalesce(referrer_host, '(none)') AS referrer, ${measures}
    FROM visits GROUP BY referrer ORDER BY visits DESC, referrer`)
  const { rows, more } = cutTo(found, top)
  return {
    name: 'referrers',
    title: 'Referrers',
    about:
      'The site that a visit came from, by its first page view. (none): typed, bookmarked, an app, a browser that does not say, or a link on the page’s own host.',
    facts: [{ key: 'referrers', label: 'referrers', kind: 'count', value: found.length }],
    tables: [
      tableOf(
        {
          key: 'referrers',
          title: 'By visits',
          columns: [{ key: 'referrer', label: 'referrer', kind: 'text' }, ...columns],
          chart: { kind: 'bars', label: 'referrer', value: 'visits' },
          more,
        },
        rows,
      ),
    ],
  }
}

/** Which campaigns visits came from. */
export const campaignsReport: MakeReport = async ({ db, top }) => {
  const found = await db.all<Counts & { source: string }>(`
    SELECT utm_source AS source, coalesce(utm_medium, '') AS medium,
      coalesce(utm_campaign, '') AS campaign, ${measures}
    FROM visits WHERE utm_source IS NOT NULL
    GROUP BY source, medium, campaign ORDER BY visits DESC, source, medium, campaign`)
  const { rows, more } = cutTo(found, top)
  const visits = found.reduce((sum, row) => sum + row.visits, 0)
  return {
    name: 'campaigns',
    title: 'Campaigns',
    about: 'The first utm_source of a visit, with its utm_medium and utm_campaign.',
    facts: [{ key: 'visits', label: 'visits from campaigns', kind: 'count', value: visits }],
    tables: [
      tableOf(
        {
          key: 'campaigns',
          title: 'By visits',
          columns: [
            { key: 'source', label: 'source', kind: 'text' },
            { key: 'medium', label: 'medium', kind: 'text' },
            { key: 'campaign', label: 'campaign', kind: 'text' },
            ...columns,
          ],
          chart: { kind: 'bars', label: 'source', value: 'visits' },
          more,
        },
        rows,
      ),
    ],
  }
}
