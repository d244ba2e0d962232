import { type MakeReport, share, tableOf } from './report.ts'

const weekMs = 7 * 86_400_000

interface Came {
  readonly cohort: string
  readonly week: number
  readonly visitors: number
}

/** Who comes back, by the week they first came in. */
export const retentionReport: MakeReport = async ({ db }) => {
  const came = await db.all<Came>(`
    WITH weeks AS (
      SELECT DISTINCT site_id, coalesce(anonymous_id, network_id, user_id) AS visitor,
        date_trunc('week', "timestamp")::DATE AS week
      FROM counted WHERE coalesce(anonymous_id, network_id, user_id) IS NOT NULL
    ), firsts AS (
      SELECT site_id, visitor, min(week) AS cohort FROM weeks GROUP BY site_id, visitor
    )
    SELECT cohort, date_diff('day', cohort, week) // 7 AS week, count(*) AS visitors
    FROM weeks JOIN firsts USING (site_id, visitor)
    GROUP BY ALL ORDER BY ALL`)
  const sizes = new Map(came.filter(({ week }) => week === 0).map((row) => [row.cohort, row]))
  const found = new Map(came.map((row) => [`${row.cohort} ${row.week}`, row.visitors]))
  const lastMs = Math.max(...came.map(({ cohort, week }) => Date.parse(cohort) + week * weekMs))
  const rows = [...sizes].flatMap(([cohort, { visitors: size }]) => {
    // Weeks that have not come yet say nothing; one in which nobody came says that.
    const weeks = Math.round((lastMs - Date.parse(cohort)) / weekMs)
    return Array.from({ length: weeks + 1 }, (_each, week) => {
      const visitors = found.get(`${cohort} ${week}`) ?? 0
      return { cohort, week, visitors, share: share(visitors, size) }
    })
  })
  const visitors = [...sizes.values()].reduce((sum, row) => sum + row.visitors, 0)
  return {
    name: 'retention',
    title: 'Retention',
    about:
      'Visitors by the week (from Monday, UTC) of their first event in the range, and how many of them came again in each week after it. Visitors that nothing is known of but the visit are left out.',
    facts: [
      { key: 'visitors', label: 'visitors', kind: 'count', value: visitors },
      { key: 'cohorts', label: 'weeks', kind: 'count', value: sizes.size },
    ],
    tables: [
      tableOf(
        {
          key: 'cohorts',
          title: 'Weekly cohorts',
          columns: [
            { key: 'cohort', label: 'first week', kind: 'day' },
            { key: 'week', label: 'weeks later', kind: 'count' },
            { key: 'visitors', label: 'visitors', kind: 'count' },
            { key: 'share', label: 'share', kind: 'share' },
          ],
          chart: { kind: 'heat', x: 'week', y: 'cohort', value: 'share', scale: 'plain' },
        },
        rows,
      ),
    ],
  }
}
