import type { Chart, ReportTable } from '../../reports/report.ts'
import { formatShare } from '../format-value.ts'
import { clip, harmless, pad, widthOf } from '../plain-text.ts'
import type { TableOptions } from './report-table.ts'

type Heat = Extract<Chart, { kind: 'heat' }>

const cellWidth = 6
const mostLabel = 24

/** How much of the way from pale to deep; where the good end is near 1, the way from 0.9 on is all. */
export const levelOf = (share: number, { scale }: Pick<Heat, 'scale'>): number =>
  scale === 'plain' ? share : Math.max(0, (share - 0.9) * 10)

/** What stands in which row and column of a table in long form. */
export function pivot(
  table: ReportTable,
  chart: Heat,
): { xs: string[]; ys: string[]; at: (x: string, y: string) => number | null } {
  const place = (key: string) => table.columns.findIndex((column) => column.key === key)
  const [x, y, value] = [place(chart.x), place(chart.y), place(chart.value)]
  const cells = new Map(
    table.rows.map((row) => [`${row[x]}\n${row[y]}`, (row[value] ?? null) as number | null]),
  )
  const distinct = (at: number) => [...new Set(table.rows.map((row) => String(row[at])))]
  return {
    xs: distinct(x),
    ys: distinct(y),
    at: (columnName, rowName) => cells.get(`${columnName}\n${rowName}`) ?? null,
  }
}

/** A share for each row and column; the last columns where there is no room for all. */
export function heatTable(
  table: ReportTable,
  chart: Heat,
  { width, style }: TableOptions,
): string[] {
  const { xs, ys, at } = pivot(table, chart)
  const labels = ys.map((y) => clip(harmless(y), mostLabel))
  const labelWidth = Math.max(0, ...labels.map(widthOf))
  const room = Math.max(1, Math.floor((width - labelWidth - 1) / (cellWidth + 1)))
  const shown = xs.slice(-room)
  const head = shown.map((x) => pad(shortDay(x), cellWidth, 'left'))
  const cell = (share: number | null): string => {
    if (share === null) return ' '.repeat(cellWidth)
    const text = pad(
      formatShare(share).replace('under ', '<').replace(' %', ''),
      cellWidth - 1,
      'left',
    )
    return style.heat(`${text} `, levelOf(share, chart))
  }
  const hidden = xs.length - shown.length
  return [
    style.bold(`${' '.repeat(labelWidth)} ${head.join(' ')}`),
    ...ys.map((y, row) => {
      const last = shown.findLastIndex((x) => at(x, y) !== null)
      const cells = shown.slice(0, last + 1).map((x) => cell(at(x, y)))
      return `${pad(labels[row] ?? '', labelWidth)} ${cells.join(' ')}`
    }),
    style.dim(`${hidden > 0 ? `the last ${shown.length} of ${xs.length}; ` : ''}percent`),
  ]
}

/** The year is the same nearly everywhere. */
const shortDay = (text: string): string =>
  /^\d{4}-\d\d-\d\d$/u.test(text) ? text.slice(5) : clip(text, cellWidth)
