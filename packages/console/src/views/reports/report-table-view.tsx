import type { VNode } from 'preact'
import type { ReportTable } from '../../api/api.ts'
import { Plot } from '../../charts/plot.tsx'
import { barShare, formatValue } from '../../state/report-value.ts'
import { readChart } from '../../state/report-chart.ts'

/** A table of a report: drawn above where it says how, and with its bars and shades inside. */
export function ReportTableView({ table }: { table: ReportTable }): VNode {
  const chart = readChart(table)
  const { columns, rows, title, more } = table
  return (
    <div class="report-table">
      <h3>{title}</h3>
      {chart.lines !== undefined && chart.lines.times.length > 2 && (
        <Plot
          title={title}
          times={chart.lines.times}
          series={chart.lines.series}
          format={(value) => formatValue(value, chart.lines?.kind ?? 'count')}
        />
      )}
      <div class="scroll is-short" tabIndex={0} role="group" aria-label={title}>
        <table class="figures">
          <thead>
            <tr>
              {columns.map(({ key, label, kind }) => (
                <th key={key} scope="col" class={kind === 'text' || kind === 'day' ? 'start' : ''}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {columns.map(({ key, kind }, index) => (
                  <Cell key={key} value={row[index]} kind={kind} most={chart.most.get(key)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more !== undefined && more > 0 && <p class="note">and {more} more</p>}
    </div>
  )
}

function Cell(props: { value: unknown; kind: string; most: number | undefined }): VNode {
  const { value, kind, most } = props
  const text = formatValue(value, kind)
  if (kind === 'text' || kind === 'day') return <td class="start">{text}</td>
  if (most === undefined) return <td>{text}</td>
  return (
    <td class="with-bar">
      <span class="bar-mark" style={{ width: `${barShare(value, most) * 100}%` }} />
      {text}
    </td>
  )
}
