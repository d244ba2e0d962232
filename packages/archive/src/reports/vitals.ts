import { orderKey } from '../reader/views-sql.ts'
import { type ColumnOf, type MakeReport, share, tableOf } from './report.ts'

/** The limits of https://web.dev/articles/vitals: good up to the first, poor above the second. */
export const vitalLimits: Readonly<Record<string, readonly [good: number, fair: number]>> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
}

const names = Object.keys(vitalLimits)
const nameList = names.map((name) => `'${name}'`).join(', ')
const limitOf = (which: 0 | 1): string =>
  `CASE name ${names.map((name) => `WHEN '${name}' THEN ${vitalLimits[name]?.[which]}`).join(' ')} END`

interface Measured {
  readonly name: string
  readonly device_type: string | null
  readonly reports: number
  readonly good: number
  readonly fair: number
  readonly poor: number
  readonly p75: number
}

/** A measure is reported again when it has changed: the last report of an id counts. */
const measuredSql = `
  WITH reported AS (
    SELECT site_id, event_id, device_type, ${orderKey} AS place,
      json_extract_string(properties, ['$.name', '$.value', '$.id']) AS said
    FROM counted WHERE event_type = 'web_vital'
  ), lasting AS (
    SELECT said[1] AS name,
      arg_max({'value': TRY_CAST(said[2] AS DOUBLE), 'device_type': device_type}, place) AS last
    FROM reported
    GROUP BY site_id, name, coalesce(said[3], event_id)
  ), judged AS (
    SELECT name, last.value AS value, coalesce(last.device_type, '(unknown)') AS device_type,
      ${limitOf(0)} AS good_limit, ${limitOf(1)} AS fair_limit
    FROM lasting
    WHERE value IS NOT NULL AND name IN (${nameList})
  )
  SELECT name, device_type, count(*) AS reports,
    count(*) FILTER (value <= good_limit) AS good,
    count(*) FILTER (value > good_limit AND value <= fair_limit) AS fair,
    count(*) FILTER (value > fair_limit) AS poor,
    quantile_disc(value, 0.75) AS p75
  FROM judged GROUP BY GROUPING SETS ((name), (name, device_type))
  ORDER BY list_position([${nameList}], name), reports DESC, device_type`

const rating: ColumnOf<Measured> = {
  key: 'rating',
  label: 'rating',
  kind: 'text',
  of: ({ name, p75 }) => {
    const [good = 0, fair = 0] = vitalLimits[name] ?? []
    if (p75 <= good) return 'good'
    return p75 <= fair ? 'needs improvement' : 'poor'
  },
}
const measure: ColumnOf<Measured> = { key: 'name', label: 'measure', kind: 'text' }
const device: ColumnOf<Measured> = { key: 'device_type', label: 'device', kind: 'text' }
const numbers: readonly ColumnOf<Measured>[] = [
  { key: 'p75', label: 'p75', kind: 'decimal' },
  rating,
  { key: 'good', label: 'good', kind: 'share', of: (row) => share(row.good, row.reports) },
  {
    key: 'fair',
    label: 'needs improvement',
    kind: 'share',
    of: (row) => share(row.fair, row.reports),
  },
  { key: 'poor', label: 'poor', kind: 'share', of: (row) => share(row.poor, row.reports) },
  { key: 'reports', label: 'page views', kind: 'count' },
]

/** How the pages felt. */
export const vitalsReport: MakeReport = async ({ db }) => {
  const measured = await db.all<Measured>(measuredSql)
  const all = measured.filter(({ device_type: kind }) => kind === null)
  return {
    name: 'vitals',
    title: 'Web vitals',
    about:
      'Three in four page views are at p75 or better: milliseconds, for CLS a score. Of several reports of one measure on one page view the last counts. Ratings are by the limits of web.dev.',
    facts: all.map(({ name, p75 }) => ({ key: name, label: name, kind: 'decimal', value: p75 })),
    tables: [
      tableOf(
        {
          key: 'measures',
          title: 'By measure',
          columns: [measure, ...numbers],
          chart: { kind: 'parts', label: 'name', parts: ['good', 'fair', 'poor'] },
        },
        all,
      ),
      tableOf(
        {
          key: 'by_device',
          title: 'By measure and kind of device',
          columns: [measure, device, ...numbers],
        },
        measured.filter(({ device_type: kind }) => kind !== null),
      ),
    ],
  }
}
