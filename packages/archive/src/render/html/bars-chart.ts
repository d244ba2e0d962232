import type { Chart, ReportTable } from '../../reports/report.ts'
import { formatValue } from '../format-value.ts'
import { type ChartParts, chartSvg, columnOf } from './chart-svg.ts'
import { html, type Markup, percent } from './markup.ts'

/** Where a bar and its name stand, as parts of the width and in pixels. */
interface Layout {
  readonly rowHeight: number
  readonly nameY: number
  readonly barX: number
  readonly barY: number
  /** The longest one; behind it there is room for its number. */
  readonly barWidth: number
}

const beside: Layout = { rowHeight: 27, nameY: 18, barX: 0.34, barY: 5, barWidth: 0.48 }
const above: Layout = { rowHeight: 44, nameY: 14, barX: 0, barY: 20, barWidth: 0.78 }
/** Longer names stand above their bars: beside them, a telephone would show only how they begin. */
const mostBeside = 18
const barHeight = 17

/** Lying bars, each with its name and its number. Percentages, so that letters keep their size. */
export function barsChart(
  table: ReportTable,
  chart: Extract<Chart, { kind: 'bars' }>,
  parts: ChartParts,
): Markup {
  const label = columnOf(table, chart.label)
  const value = columnOf(table, chart.value)
  const names = table.rows.map((row) => String(row[label.at] ?? ''))
  const amounts = table.rows.map((row) => Number(row[value.at] ?? 0))
  const most = Math.max(...amounts, 0)
  const { rowHeight, nameY, barX, barY, barWidth } = names.some(({ length }) => length > mostBeside)
    ? above
    : beside
  const rows = names.map((name, at) => {
    const amount = amounts[at] ?? 0
    const text = formatValue(amount, value.column.kind)
    const width = most === 0 ? 0 : (amount / most) * barWidth
    const y = at * rowHeight
    const shown = name.length > 60 ? `${name.slice(0, 59)}…` : name
    return html`<g>
      <title>${name}: ${text}</title>
      <text x="0" y="${y + nameY}">${shown}</text>
      <rect
        class="fill"
        x="${percent(barX)}"
        y="${y + barY}"
        width="${percent(width)}"
        height="${barHeight}"
        rx="3"
      />
      <text class="value" x="${percent(barX + width)}" dx="7" y="${y + barY + 13}">${text}</text>
    </g>`
  })
  return chartSvg({ ...parts, height: names.length * rowHeight, className: 'first' }, rows)
}
