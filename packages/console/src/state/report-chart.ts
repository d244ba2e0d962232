import type { ReportTable } from '../api/api.ts'

export interface ReportChart {
  /** Drawn as lines over days. */
  readonly lines?: {
    readonly times: readonly number[]
    readonly series: readonly {
      readonly label: string
      readonly values: readonly (number | null)[]
    }[]
    readonly kind: string
  }
  /** Columns that are drawn as bars, and what the longest stands for. */
  readonly most: ReadonlyMap<string, number>
}

interface Chart {
  readonly kind?: unknown
  readonly x?: unknown
  readonly value?: unknown
  readonly values?: unknown
  readonly parts?: unknown
}

/** How a table wants to be drawn; one that says nothing, or something new, stays a table. */
export function readChart(table: ReportTable): ReportChart {
  const chart: Chart = table.chart ?? {}
  const most = new Map(barsOf(chart).map((key) => [key, largest(table, key)]))
  if (chart.kind !== 'lines') return { most }
  const times = columnOf(table, String(chart.x)).map((day) => Date.parse(String(day)) / 1000)
  const keys = Array.isArray(chart.values) ? chart.values.map(String) : []
  const kind = table.columns.find(({ key }) => key === keys[0])?.kind ?? 'count'
  const series = keys.map((key) => ({
    label: table.columns.find((column) => column.key === key)?.label ?? key,
    values: columnOf(table, key).map((value) => (typeof value === 'number' ? value : null)),
  }))
  return times.some(Number.isNaN) ? { most } : { most, lines: { times, series, kind } }
}

function barsOf({ kind, value, parts }: Chart): string[] {
  if (kind === 'bars' || kind === 'heat') return [String(value)]
  if (kind === 'parts' && Array.isArray(parts)) return parts.map(String)
  return []
}

function columnOf({ columns, rows }: ReportTable, key: string): readonly unknown[] {
  const at = columns.findIndex((column) => column.key === key)
  return rows.map((row) => row[at])
}

const largest = (table: ReportTable, key: string): number =>
  Math.max(0, ...columnOf(table, key).map((value) => (typeof value === 'number' ? value : 0)))
