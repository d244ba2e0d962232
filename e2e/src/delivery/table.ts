import type { EngineName } from '@weir/browsers'
import type { Outcome } from './run-scenario.ts'

/** What a cell of the matrix holds: an outcome, why there is none, or what broke on the way to it. */
export type Cell = Outcome | { readonly reason: string } | { readonly failure: string }

/** One scenario on all engines. */
export interface Row {
  readonly scenario: string
  readonly cells: ReadonlyMap<EngineName, Cell>
}

const columns = ['late', 'lost', 'dup', 'req', 's'] as const
const columnWidth = 5
const cellWidth = columns.length * columnWidth

/** The matrix as lines of text, and below them what is behind each cell that is not clean. */
export function formatTable(rows: readonly Row[], engines: readonly EngineName[]): string[] {
  const nameWidth = Math.max(...rows.map(({ scenario }) => scenario.length))
  const line = (name: string, events: string, cells: readonly string[]): string =>
    [name.padEnd(nameWidth), events.padStart(6), ...cells].join('  ').trimEnd()
  const heads = columns.map((column) => column.padStart(columnWidth)).join('')
  const lines = [
    line(
      '',
      '',
      engines.map((engine) => engine.padStart(columnWidth * 2 + 2).padEnd(cellWidth)),
    ),
    line(
      'scenario',
      'events',
      engines.map(() => heads),
    ),
  ]
  const notes: string[] = []
  for (const { scenario, cells } of rows) {
    const outcome = Array.from(cells.values()).find((cell) => 'events' in cell)
    const events = String(outcome?.events ?? '')
    lines.push(
      line(
        scenario,
        events,
        engines.map((engine) => formatCell(cells.get(engine))),
      ),
    )
    for (const [engine, cell] of cells) {
      notes.push(
        ...[...explain(cell), ...excuse(cell)].map((text) => `${scenario}, ${engine}: ${text}`),
      )
    }
  }
  return notes.length > 0 ? [...lines, '', ...notes] : lines
}

function formatCell(cell: Cell | undefined): string {
  if (cell === undefined) return ''.padEnd(cellWidth)
  if ('reason' in cell) return 'n/a'.padStart(columnWidth).padEnd(cellWidth)
  if ('failure' in cell) return 'broke'.padStart(columnWidth).padEnd(cellWidth)
  const { late, lost, duplicates, requests, seconds } = cell
  return [late, lost.length, duplicates, requests, seconds.toFixed(1)]
    .map((value) => String(value).padStart(columnWidth))
    .join('')
}

/** What is wrong with an outcome, in words; nothing if it is clean. */
export function explain(cell: Cell): string[] {
  if ('reason' in cell) return []
  if ('failure' in cell) return [cell.failure]
  const { lost, strays, gaps, rejected, broken, physicallyLost, mostCopies, copiesAllowed } = cell
  const { evidence = [] } = cell
  const list = (what: string, values: readonly (string | number)[]): string[] =>
    values.length === 0 ? [] : [`${what}: ${values.slice(0, 10).join(', ')}`]
  const missing = physicallyLost === undefined
  const problems = [
    ...list('lost', missing ? lost : []),
    ...list('missing in the count of an instance', missing ? gaps : []),
    ...list('copies of an event', mostCopies > copiesAllowed ? [mostCopies] : []),
    ...list('stored under two ids', strays),
    ...list('rejected', rejected),
    ...list('does not hold', broken),
  ]
  // Only beside a loss is there any.
  return [...problems, ...evidence]
}

/** Why a cell is empty, or may not be 0. */
function excuse(cell: Cell): string[] {
  if ('reason' in cell) return [cell.reason]
  if ('failure' in cell) return []
  const { lost, physicallyLost } = cell
  return physicallyLost === undefined || lost.length === 0 ? [] : [physicallyLost]
}
