import {
  cutTo,
  type MakeReport,
  type ReportInput,
  type ReportTable,
  share,
  tableOf,
} from './report.ts'

const kinds = [
  { key: 'device_type', title: 'Kinds of devices' },
  { key: 'browser', title: 'Browsers' },
  { key: 'os', title: 'Operating systems' },
  { key: 'country', title: 'Countries' },
] as const

async function by(
  { db, top }: ReportInput,
  { key, title }: (typeof kinds)[number],
  total: number,
): Promise<ReportTable> {
  const found = await db.all<{ visits: number; visitors: number }>(`
    SELECT coalesce(${key}, '(unknown)') AS ${key}, count(*) AS visits,
      count(DISTINCT (site_id, visitor_id)) AS visitors
    FROM visits GROUP BY ALL ORDER BY visits DESC, 1`)
  const { rows, more } = cutTo(found, top)
  return tableOf(
    {
      key,
      title,
      columns: [
        { key, label: key.replace('_type', ''), kind: 'text' },
        { key: 'visits', label: 'visits', kind: 'count' },
        { key: 'visitors', label: 'visitors', kind: 'count' },
        { key: 'share', label: 'share', kind: 'share', of: (row) => share(row.visits, total) },
      ],
      chart: { kind: 'bars', label: key, value: 'visits' },
      more,
    },
    rows,
  )
}

/** What visitors used, and where they were. */
export const devicesReport: MakeReport = async (input) => {
  const { visits } = await input.db.one<{ visits: number }>('SELECT count(*) AS visits FROM visits')
  const tables: ReportTable[] = []
  for (const kind of kinds) tables.push(await by(input, kind, visits))
  return {
    name: 'devices',
    title: 'Devices',
    about: 'By the first event of a visit that knows it.',
    facts: [{ key: 'visits', label: 'visits', kind: 'count', value: visits }],
    tables,
  }
}
