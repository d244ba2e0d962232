import type { Chart, Report, ReportTable } from '../../reports/report.ts'
import { formatValue } from '../format-value.ts'
import { harmless, pad, widthOf, wrap } from '../plain-text.ts'
import { sparkline } from './charts.ts'
import { heatTable } from './heat-table.ts'
import { reportTable, type TableOptions } from './report-table.ts'

/** A report for a terminal, or for a file of plain text. */
export function reportText(report: Report, options: TableOptions): string[] {
  const { style, width } = options
  const facts = report.facts.map(
    ({ label, kind, value }) => `${label} ${style.bold(harmless(formatValue(value, kind)))}`,
  )
  return [
    style.bold(`━━ ${report.title} `.padEnd(Math.min(width, 100), '━')),
    ...wrap(facts, width, '   '),
    ...wrap(report.about.split(' '), width, ' ').map(style.dim),
    ...report.tables.flatMap((table) => ['', ...tableText(table, options)]),
    '',
  ]
}

function tableText(table: ReportTable, options: TableOptions): string[] {
  const { style } = options
  const { chart, rows, more = 0 } = table
  const title = style.bold(table.title)
  if (rows.length === 0) return [title, style.dim('nothing')]
  if (chart?.kind === 'heat') return [title, ...heatTable(table, chart, options)]
  const lines = chart?.kind === 'lines' ? sparklines(table, chart, options) : []
  const rest = more > 0 ? [style.dim(`and ${more} more; --top N for more of them`)] : []
  return [title, ...lines, ...reportTable(table, options), ...rest]
}

function sparklines(
  { columns, rows }: ReportTable,
  { values }: Extract<Chart, { kind: 'lines' }>,
  { style, width }: TableOptions,
): string[] {
  if (rows.length < 3) return []
  const shown = values.flatMap((key) => {
    const at = columns.findIndex((column) => column.key === key)
    const column = columns[at]
    const series = rows.map((row) => (row[at] ?? null) as number | null)
    const known = series.filter((value) => value !== null)
    return column === undefined || known.length === 0 ? [] : [{ column, series, known }]
  })
  const labelWidth = Math.max(...shown.map(({ column }) => widthOf(column.label)))
  return shown.map(({ column, series, known }, which) => {
    const [least, most] = [Math.min(...known), Math.max(...known)]
    const ends = `${formatValue(least, column.kind)} to ${formatValue(most, column.kind)}`
    const room = Math.max(5, width - labelWidth - ends.length - 4)
    const line = style.series(sparkline(series, room), which)
    return `${pad(column.label, labelWidth)}  ${line}  ${style.dim(ends)}`
  })
}
