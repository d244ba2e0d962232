import type { Chart, ReportTable, ReportValue } from '../../reports/report.ts'
import { formatValue } from '../format-value.ts'
import {
  type ChartParts,
  chartSvg,
  columnOf,
  type ColumnPlace,
  seriesClass,
  shortDay,
} from './chart-svg.ts'
import { niceScale, type Scale } from './nice-scale.ts'
import { html, type Markup, percent } from './markup.ts'

const height = 210
const axisWidth = 58
const axisHeight = 24
const top = 8
const mostLabels = 7

/** Lines over days. The drawing stretches with the page, its letters do not. */
export function linesChart(
  table: ReportTable,
  chart: Extract<Chart, { kind: 'lines' }>,
  parts: ChartParts,
): Markup {
  const { rows } = table
  const x = columnOf(table, chart.x)
  const series = chart.values.map((key) => columnOf(table, key))
  const known = series.flatMap(({ at }) =>
    rows.map((row) => row[at]).filter((value) => typeof value === 'number'),
  )
  const kind = series[0]?.column.kind ?? 'count'
  // What is a count begins at 0; how complete something is shows only near 1.
  const scale = niceScale(kind === 'share' ? Math.min(...known) : 0, Math.max(...known))
  const plot = height - axisHeight - top
  const marks = scale.ticks.map((tick) => ({ tick, y: top + (1 - position(tick, scale)) * plot }))
  const axis = marks.map(
    ({ tick, y }) =>
      html`<text class="soft" x="${axisWidth - 8}" y="${y + 4}" text-anchor="end"
        >${formatValue(tick, kind)}</text
      >`,
  )
  const grid = marks.map(
    ({ y }) => html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" />`,
  )
  const paths = series.map((each, which) => drawn(rows, each, { scale, which }))
  const inside = html`${grid}
    <svg
      y="${top}"
      width="100%"
      height="${plot}"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      overflow="visible"
    >
      ${paths}
    </svg>
    ${xLabels(rows, x)} ${hovers(table, x, series)}`
  return html`<div class="plot">
    <svg class="axis" width="${axisWidth}" height="${height}" aria-hidden="true">${axis}</svg>
    ${chartSvg({ ...parts, height, className: 'lines' }, [inside])}
  </div>`
}

const position = (value: number, { least, most }: Scale): number => (value - least) / (most - least)

/** Where a row stands, from the left. */
const placeOf = (at: number, rows: number): number => (rows < 2 ? 0.5 : at / (rows - 1))

type Rows = readonly (readonly ReportValue[])[]

function drawn(
  rows: Rows,
  { at }: ColumnPlace,
  { scale, which }: { readonly scale: Scale; readonly which: number },
): Markup {
  // A day of which nothing is known interrupts the line.
  const runs: [number, number][][] = [[]]
  for (const [index, row] of rows.entries()) {
    const value = row[at]
    if (typeof value !== 'number') runs.push([])
    else runs.at(-1)?.push([placeOf(index, rows.length), 1 - position(value, scale)])
  }
  const found = runs.filter((run) => run.length > 0)
  const line = found
    .map((run) => `M${(run.length === 1 ? [...run, ...run] : run).map(point).join('L')}`)
    .join('')
  const area = found
    .map((run) => `M${run[0]?.[0] ?? 0},1L${run.map(point).join('L')}L${run.at(-1)?.[0] ?? 0},1Z`)
    .join('')
  const className = seriesClass[which] ?? 'third'
  return html`<g class="${className}">
    ${which === 0 ? html`<path class="area" d="${area}" />` : html``}
    <path class="line" d="${line}" />
  </g>`
}

const point = ([x, y]: readonly [number, number]): string => `${round(x)},${round(y)}`
const round = (value: number): number => Math.round(value * 10_000) / 10_000

function xLabels(rows: Rows, x: ColumnPlace): Markup[] {
  const step = Math.max(1, Math.ceil((rows.length - 1) / (mostLabels - 1)))
  return rows.flatMap((row, at) => {
    if (at % step !== 0) return []
    const place = placeOf(at, rows.length)
    const anchor = place > 0.95 ? 'end' : place < 0.05 && rows.length > 1 ? 'start' : 'middle'
    return [
      html`<text
        class="${(at / step) % 2 === 1 ? 'soft sparse' : 'soft'}"
        x="${percent(place)}"
        y="${height - 6}"
        text-anchor="${anchor}"
        >${shortDay(String(row[x.at]))}</text
      >`,
    ]
  })
}

/** What the numbers of a day are, wherever a pointer is above or below it. */
function hovers({ rows }: ReportTable, x: ColumnPlace, series: readonly ColumnPlace[]): Markup[] {
  const width = 1 / Math.max(1, rows.length - 1)
  return rows.map((row, at) => {
    const values = series.map(
      ({ column, at: place }) => `${column.label} ${formatValue(row[place] ?? null, column.kind)}`,
    )
    const left = placeOf(at, rows.length) - width / 2
    return html`<rect
      class="over"
      x="${percent(left)}"
      y="0"
      width="${percent(width)}"
      height="${height - axisHeight}"
      ><title>${String(row[x.at])}: ${values.join(', ')}</title></rect
    >`
  })
}
