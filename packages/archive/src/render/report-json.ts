import type { Report } from '../reports/report.ts'
import type { ReportHead } from './report-head.ts'

/** Reports as one JSON document, each row an object. */
export function reportJson(head: ReportHead, reports: readonly Report[]): string {
  const iso = (timeMs: number | undefined): string | null =>
    timeMs === undefined ? null : new Date(timeMs).toISOString()
  const { madeAtMs, range, lateMs, notices, ...more } = head
  const document = {
    made_at: iso(madeAtMs),
    from: iso(range.fromMs),
    to: iso(range.toMs),
    late_ms: lateMs,
    ...more,
    notices,
    reports: reports.map(({ facts, tables, ...report }) => ({
      ...report,
      facts: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
      tables: tables.map(({ columns, rows, chart: _chart, ...table }) => ({
        ...table,
        columns,
        rows: rows.map((row) =>
          Object.fromEntries(columns.map(({ key }, at) => [key, row[at] ?? null])),
        ),
      })),
    })),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
