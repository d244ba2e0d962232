import {
  type ColumnOf,
  cutTo,
  type MakeReport,
  type ReportInput,
  type ReportTable,
  share,
  tableOf,
} from './report.ts'

/** The upper ends, exclusive. */
const durations = [
  { label: 'under 10 s', below: 10_000 },
  { label: '10 to 30 s', below: 30_000 },
  { label: '30 to 60 s', below: 60_000 },
  { label: '1 to 3 min', below: 180_000 },
  { label: '3 to 10 min', below: 600_000 },
  { label: '10 to 30 min', below: 1_800_000 },
  { label: '30 min and more', below: Number.POSITIVE_INFINITY },
]
const depths = [
  { label: 'none', below: 1 },
  { label: '1', below: 2 },
  { label: '2', below: 3 },
  { label: '3', below: 4 },
  { label: '4 to 5', below: 6 },
  { label: '6 to 10', below: 11 },
  { label: '11 and more', below: Number.POSITIVE_INFINITY },
]

interface Totals {
  readonly visits: number
  readonly median_duration_ms: number | null
  readonly long_duration_ms: number | null
  readonly median_active_ms: number | null
  readonly median_events: number | null
}

type Counted = { readonly visits: number }

/** The label of a row, and how many visits it stands for. */
const columnsOf = <Row extends Counted>(
  first: ColumnOf<Row>,
  total: number,
): readonly ColumnOf<Row>[] => [
  first,
  { key: 'visits', label: 'visits', kind: 'count' },
  { key: 'share', label: 'share', kind: 'share', of: (row) => share(row.visits, total) },
]

interface Spread extends Pick<ReportTable, 'key' | 'title'> {
  readonly column: string
  readonly buckets: typeof durations
  readonly total: number
}

async function spreadOf(
  { db }: ReportInput,
  { key, title, column, buckets, total }: Spread,
): Promise<ReportTable> {
  const cases = buckets
    .slice(0, -1)
    .map(({ below }, at) => `WHEN ${column} < ${below} THEN ${at}`)
    .join(' ')
  const found = await db.all<{ bucket: number; visits: number }>(`
    SELECT CASE ${cases} ELSE ${buckets.length - 1} END AS bucket, count(*) AS visits
    FROM visits GROUP BY bucket`)
  const visitsOf = new Map(found.map(({ bucket, visits }) => [bucket, visits]))
  return tableOf(
    {
      key,
      title,
      columns: columnsOf({ key: 'bucket', label: key.replace('_', ' '), kind: 'text' }, total),
      chart: { kind: 'bars', label: 'bucket', value: 'visits' },
    },
    buckets.map(({ label }, at) => ({ bucket: label, visits: visitsOf.get(at) ?? 0 })),
  )
}

interface Ends extends Pick<ReportTable, 'title'> {
  readonly key: 'entry' | 'exit'
  readonly total: number
}

async function endsOf({ db, top }: ReportInput, { key, title, total }: Ends): Promise<ReportTable> {
  const found = await db.all<{ page: string; visits: number }>(`
    SELECT ${key}_path AS page, count(*) AS visits FROM visits
    WHERE page IS NOT NULL GROUP BY page ORDER BY visits DESC, page`)
  const { rows, more } = cutTo(found, top)
  return tableOf(
    {
      key,
      title,
      columns: columnsOf({ key: 'page', label: 'path', kind: 'text' }, total),
      chart: { kind: 'bars', label: 'page', value: 'visits' },
      more,
    },
    rows,
  )
}

/** How long and how deep visits are, and where they begin and end. */
export const sessionsReport: MakeReport = async (input) => {
  const totals = await input.db.one<Totals>(`
    SELECT count(*) AS visits, quantile_disc(duration_ms, 0.5) AS median_duration_ms,
      quantile_disc(duration_ms, 0.9) AS long_duration_ms,
      quantile_disc(active_ms, 0.5) AS median_active_ms,
      quantile_disc(events, 0.5) AS median_events
    FROM visits`)
  const total = totals.visits
  const duration = (key: keyof Totals, label: string) =>
    ({ key, label, kind: 'duration', value: totals[key] }) as const
  return {
    name: 'sessions',
    title: 'Sessions',
    about:
      'The duration of a visit is from its first to its last event; active time is what engagement events say.',
    facts: [
      { key: 'visits', label: 'visits', kind: 'count', value: total },
      duration('median_duration_ms', 'median duration'),
      duration('long_duration_ms', 'nine in ten at most'),
      duration('median_active_ms', 'median active time'),
      { key: 'median_events', label: 'median events', kind: 'count', value: totals.median_events },
    ],
    tables: [
      await spreadOf(input, {
        key: 'duration',
        title: 'How long',
        column: 'duration_ms',
        buckets: durations,
        total,
      }),
      await spreadOf(input, {
        key: 'page_views',
        title: 'How many pages',
        column: 'page_views',
        buckets: depths,
        total,
      }),
      await endsOf(input, { key: 'entry', title: 'Where visits begin', total }),
      await endsOf(input, { key: 'exit', title: 'Where visits end', total }),
    ],
  }
}
