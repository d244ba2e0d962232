import type { ReportColumn, ReportTable } from '../../reports/report.ts'
import { html, type Markup } from './markup.ts'

export interface ChartParts {
  /** Unlike that of any other chart of the page. */
  readonly id: string
  readonly title: string
}

export interface ColumnPlace {
  readonly column: ReportColumn
  readonly at: number
}

/** A column of a table, by its key. */
export function columnOf({ columns }: ReportTable, key: string): ColumnPlace {
  const at = columns.findIndex((column) => column.key === key)
  const column = columns[at]
  if (column === undefined) throw new Error(`no column ${key}`)
  return { column, at }
}

/** Series by their colours. */
export const seriesClass = ['first', 'second', 'third'] as const

/** A drawing that says what it is; the same data stands in the table below it. */
export const chartSvg = (
  { id, title, height, className }: ChartParts & { height: number; className: string },
  content: readonly Markup[],
): Markup =>
  html`<svg class="${className}" role="img" aria-labelledby="${id}" height="${height}">
    <title id="${id}">${title}. The table below has the same data.</title>
    ${content}
  </svg>`

/** The year is the same nearly everywhere. */
export const shortDay = (text: string): string =>
  /^\d{4}-\d\d-\d\d$/u.test(text) ? text.slice(5) : text
