import type { Chart, ReportTable } from '../../reports/report.ts'
import { formatShare } from '../format-value.ts'
import { levelOf, pivot } from '../terminal/heat-table.ts'
import { type ChartParts, chartSvg, shortDay } from './chart-svg.ts'
import { html, type Markup, percent } from './markup.ts'

const rowHeight = 28
const headHeight = 22
/** Of the width, for the names of the rows. */
const labelWidth = (names: readonly string[]): number =>
  names.some((name) => shortDay(name).length > 8) ? 0.22 : 0.12
const mostColumns = 31
/** More columns than this, and numbers would overlap: the colour and the table say them. */
const mostNumbers = 14
/** Up to five columns fit on a telephone. */
const classOf = (columns: number): string => (columns > 5 ? 'wide' : 'narrow')

/** Shares as a matrix: the deeper, the more. The latest columns, where there are very many. */
export function heatChart(
  table: ReportTable,
  chart: Extract<Chart, { kind: 'heat' }>,
  parts: ChartParts,
): Markup {
  const { xs, ys, at } = pivot(table, chart)
  const shown = xs.slice(-mostColumns)
  const labels = labelWidth(ys)
  const width = (1 - labels) / shown.length
  const step = Math.ceil(shown.length / mostNumbers)
  const head = shown.flatMap((x, column) =>
    column % step === 0
      ? [
          html`<text
            class="soft"
            x="${percent(labels + (column + 0.5) * width)}"
            y="14"
            text-anchor="middle"
            >${shortDay(x)}</text
          >`,
        ]
      : [],
  )
  const rows = ys.map((y, row) => {
    const top = headHeight + row * rowHeight
    const cells = shown.flatMap((x, column) => {
      const share = at(x, y)
      if (share === null) return []
      const level = levelOf(share, chart)
      const left = labels + column * width
      const text = formatShare(share)
      const number =
        shown.length > mostNumbers
          ? html``
          : html`<text
              class="${level > 0.55 ? 'on-deep' : 'on-pale'}"
              x="${percent(left + width / 2)}"
              y="${top + 18}"
              text-anchor="middle"
              >${text.replace('under ', '<')}</text
            >`
      return [
        html`<g
          ><title>${y}, ${x}: ${text}</title
          ><rect
            x="${percent(left)}"
            y="${top + 1}"
            width="${percent(width * 0.97)}"
            height="${rowHeight - 2}"
            rx="3"
            style="fill: color-mix(in oklab, var(--first) ${Math.round(6 + level * 94)}%, var(--card))"
          />${number}</g
        >`,
      ]
    })
    return html`<text x="0" y="${top + 18}">${shortDay(y)}</text>${cells}`
  })
  const height = headHeight + ys.length * rowHeight
  return chartSvg({ ...parts, height, className: classOf(shown.length) }, [...head, ...rows])
}
