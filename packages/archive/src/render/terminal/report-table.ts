import type { Chart, ReportColumn, ReportTable, ReportValue } from '../../reports/report.ts'
import { formatValue, isNumeric } from '../format-value.ts'
import { clip, harmless, pad, widthOf, wrap } from '../plain-text.ts'
import { bar, partWidths } from './charts.ts'
import type { Style } from './style.ts'

export interface TableOptions {
  readonly width: number
  readonly style: Style
}

const gap = '  '
/** Less than this says nothing. */
const leastText = 10
const leastBar = 8
const mostBar = 30
const partMarks = ['█', '▒', '░'] as const

interface Fitted {
  readonly column: ReportColumn
  readonly at: number
  readonly width: number
}

/**
 * An aligned table with a bar at the end of each row where there is one to draw. A number is never
 * cut: where the terminal is narrow, texts become shorter, and columns at the end are left out.
 */
export function reportTable(table: ReportTable, options: TableOptions): string[] {
  const { width, style } = options
  const { columns, rows, chart } = table
  const cells = rows.map((row) =>
    columns.map(({ kind }, at) => harmless(formatValue(row[at] ?? null, kind))),
  )
  const { fitted, left } = fit(columns, cells, width)
  const taken = fitted.reduce((sum, each) => sum + each.width + gap.length, 0)
  const drawBar = bars(table, Math.min(mostBar, width - taken), style)
  const line = (texts: readonly string[]): string =>
    fitted
      .map(({ column, at, width: room }) =>
        pad(clip(texts[at] ?? '', room), room, isNumeric(column.kind) ? 'left' : 'right'),
      )
      .join(gap)
  const head = style.bold(line(columns.map(({ label }) => label)).trimEnd())
  return [
    ...(chart?.kind === 'parts' && drawBar !== undefined ? legend(chart, columns, options) : []),
    head,
    ...cells.map((texts, at) => {
      const drawn = drawBar?.(rows[at] ?? []) ?? ''
      return drawn === '' ? line(texts).trimEnd() : `${line(texts)}${gap}${drawn}`
    }),
    ...wrap(noRoom(left), width, ', ').map(style.dim),
  ]
}

function fit(
  columns: readonly ReportColumn[],
  cells: readonly (readonly string[])[],
  width: number,
): { fitted: Fitted[]; left: string[] } {
  const all = columns.map((column, at): Fitted => {
    const texts = [column.label, ...cells.map((row) => row[at] ?? '')]
    return { column, at, width: Math.max(...texts.map(widthOf)) }
  })
  const excessOf = (some: readonly Fitted[]): number =>
    some.reduce((sum, each) => sum + each.width + gap.length, -gap.length) - width
  const shorter = (some: readonly Fitted[]): Fitted[] => {
    let excess = excessOf(some)
    return some.map((each) => {
      if (excess <= 0 || each.column.kind !== 'text') return each
      const less = Math.min(excess, Math.max(0, each.width - leastText))
      excess -= less
      return { column: each.column, at: each.at, width: each.width - less }
    })
  }
  let kept = all
  while (kept.length > 1 && excessOf(shorter(kept)) > 0) kept = kept.slice(0, -1)
  const left = all.slice(kept.length).map(({ column }) => column.label)
  return { fitted: shorter(kept), left }
}

type DrawBar = (row: readonly ReportValue[]) => string

function bars(
  { chart, columns, rows }: ReportTable,
  width: number,
  style: Style,
): DrawBar | undefined {
  if (width < leastBar) return undefined
  const at = (key: string) => columns.findIndex((column) => column.key === key)
  if (chart?.kind === 'bars') {
    const value = at(chart.value)
    const most = Math.max(...rows.map((row) => Number(row[value] ?? 0)))
    return (row) => style.series(bar(Number(row[value] ?? 0), most, width), 0)
  }
  if (chart?.kind !== 'parts') return undefined
  const places = chart.parts.map(at)
  return (row) =>
    partWidths(
      places.map((place) => Number(row[place] ?? 0)),
      width,
    )
      .map((columnsOfPart, part) =>
        style.series((partMarks[part] ?? '█').repeat(columnsOfPart), part),
      )
      .join('')
}

const legend = (
  { parts }: Extract<Chart, { kind: 'parts' }>,
  columns: readonly ReportColumn[],
  { width, style }: TableOptions,
): string[] => {
  const marks = parts.map((key, part) => {
    const label = columns.find((column) => column.key === key)?.label ?? key
    return style.series(`${partMarks[part]} ${label}`, part)
  })
  return wrap(marks, width, gap)
}

const noRoom = (left: readonly string[]): string[] =>
  left.map((label, at) => (at === 0 ? `no room for: ${label}` : label))
