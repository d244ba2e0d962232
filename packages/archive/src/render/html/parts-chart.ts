import type { Chart, ReportTable } from '../../reports/report.ts'
import { formatValue } from '../format-value.ts'
import { type ChartParts, chartSvg, columnOf } from './chart-svg.ts'
import { html, type Markup, percent } from './markup.ts'

const rowHeight = 34
const labels = 0.1
/** Narrower than this, a number would not fit into its part. */
const leastForText = 0.07

/** The classes of parts, in their order. */
export const partClasses = ['good', 'fair', 'poor'] as const

/** For each row, how one whole is made of parts. */
export function partsChart(
  table: ReportTable,
  chart: Extract<Chart, { kind: 'parts' }>,
  parts: ChartParts,
): Markup {
  const label = columnOf(table, chart.label)
  const places = chart.parts.map((key) => columnOf(table, key))
  const room = 1 - labels
  const rows = table.rows.map((row, at) => {
    const y = at * rowHeight
    let from = labels
    const pieces = places.map(({ column, at: place }, which) => {
      const share = Number(row[place] ?? 0)
      const [x, width] = [from, share * room]
      from += width
      const text = formatValue(share, column.kind)
      const number =
        share < leastForText
          ? html``
          : html`<text
              class="inside"
              x="${percent(x + width / 2)}"
              y="${y + 20}"
              text-anchor="middle"
              >${text}</text
            >`
      return html`<g class="${partClasses[which] ?? 'poor'}">
        <title>${String(row[label.at])}, ${column.label}: ${text}</title>
        <rect
          class="fill"
          x="${percent(x)}"
          y="${y + 4}"
          width="${percent(width)}"
          height="23"
        />${number}
      </g>`
    })
    return html`<text x="0" y="${y + 20}">${String(row[label.at])}</text>${pieces}`
  })
  return chartSvg({ ...parts, height: table.rows.length * rowHeight, className: 'parts' }, rows)
}
