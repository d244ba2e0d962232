import type { Outcome } from '@weir/e2e/delivery/run-scenario'
import type { Scenario } from '@weir/e2e/delivery/scenario'
import { compare } from '../report/compare.ts'
import type { Measure } from '../report/result.ts'
import type { Matrix } from './run-matrix.ts'
import type { Cell } from './run-cell.ts'
import type { Subject } from './subjects/subject.ts'

export interface TableOptions {
  readonly matrix: Matrix
  readonly subjects: readonly Subject[]
  readonly scenarios: readonly Scenario[]
  /** The one of which nothing may be lost. */
  readonly ours: Subject
}

const isOutcome = (cell: Cell): cell is Outcome => 'events' in cell

/** A heading that a dozen of have room beside each other. */
const short: Readonly<Record<string, string>> = {
  navigate: 'navigate',
  close: 'close',
  burst: 'burst',
  slow: 'slow',
  unavailable: '503',
  reset: 'reset',
  'come-back': '503, leave',
  'too-large': '413',
  'limited-seconds': '429',
  offline: 'offline',
  'two-tabs': 'two tabs',
  crash: 'killed',
}

/** The tables of one engine: what was lost, late, and there more than once. */
export function deliveryTables(options: TableOptions): Measure[] {
  const { matrix, subjects, scenarios, ours } = options
  const { engine } = matrix
  const outcomes = (subject: Subject, scenario: Scenario): readonly Outcome[] =>
    matrix.cellsOf(subject, scenario).filter(isOutcome)
  /** Round by round, over all scenarios that could be run. */
  const sums = (subject: Subject, of: (outcome: Outcome) => number): number[] => {
    const columns = scenarios.map((scenario) => outcomes(subject, scenario))
    const rounds = Math.max(0, ...columns.map(({ length }) => length))
    return Array.from({ length: rounds }, (_, round) =>
      columns.reduce((sum, column) => sum + (column[round] ? of(column[round]) : 0), 0),
    )
  }
  const summary = (name: string, of: (outcome: Outcome) => number): Measure =>
    measure(`${engine}: all ${scenarios.length} scenarios`, name, (subject) => sums(subject, of))
  const measure = (
    group: string,
    name: string,
    values: (subject: Subject) => readonly number[],
  ): Measure =>
    compare({ group, name, unit: '', better: 'less', samples: samplesOf(subjects, values) })
  const perScenario = (group: string, of: (outcome: Outcome) => number): Measure[] =>
    scenarios.map((scenario) => {
      const [some] = subjects.flatMap((subject) => outcomes(subject, scenario))
      const name = `${short[scenario.host] ?? scenario.host} (${some?.events ?? 0})`
      return measure(group, name, (subject) => outcomes(subject, scenario).map(of))
    })
  const without = compare({
    group: `${engine}: all ${scenarios.length} scenarios`,
    name: 'scenarios without a loss',
    unit: '',
    better: 'more',
    isPlotted: true,
    samples: samplesOf(subjects, (subject) =>
      sums(subject, ({ lost }) => (lost.length === 0 ? 1 : 0)),
    ),
    aims: { [ours.name]: { of: 'median', atLeast: runnable(options) } },
  })
  return [
    without,
    summary('events lost', ({ lost }) => lost.length),
    summary('copies under the same id', ({ duplicates }) => duplicates),
    summary('events under several ids', ({ strays }) => strays.length),
    summary('requests', ({ requests }) => requests),
    ...perScenario(`${engine}: events lost`, ({ lost }) => lost.length),
    ...perScenario(
      `${engine}: events not there before the visitor’s next page`,
      ({ late }) => late,
    ),
    ...perScenario(
      `${engine}: further copies of events`,
      ({ duplicates, strays }) => duplicates + strays.length,
    ),
  ]
}

/** Those of which there is nothing are left out: a cell that was not run is empty. */
const samplesOf = (
  subjects: readonly Subject[],
  values: (subject: Subject) => readonly number[],
): Record<string, readonly number[]> =>
  Object.fromEntries(
    subjects
      .map((subject) => [subject.name, values(subject)] as const)
      .filter(([, { length }]) => length > 0),
  )

/** How many scenarios the engine can run at all. */
const runnable = ({ matrix, scenarios, ours }: TableOptions): number =>
  scenarios.filter((scenario) => matrix.cellsOf(ours, scenario).some(isOutcome)).length

/** What ours has lost in any round, which no middle of several may hide; or that it did not run. */
export function faults({ matrix, scenarios, ours }: TableOptions): string[] {
  const cells = scenarios.flatMap((scenario) =>
    matrix.cellsOf(ours, scenario).map((cell) => ({ scenario, cell })),
  )
  const where = `${matrix.engine}, ${ours.name}`
  if (!cells.some(({ cell }) => isOutcome(cell))) return [`${where}: nothing was run`]
  return cells.flatMap(({ scenario, cell }) => {
    if (!isOutcome(cell)) return cell.isBroken ? [`${where}, ${scenario.name}: ${cell.reason}`] : []
    const { lost, events } = cell
    return lost.length > 0 ? [`${where}, ${scenario.name}: ${lost.length} of ${events} lost`] : []
  })
}

/** What could not be run, and bodies that could not be read. */
export function troubles({ matrix, subjects, scenarios }: TableOptions): string[] {
  return subjects.flatMap((subject) =>
    scenarios.flatMap((scenario) =>
      matrix.cellsOf(subject, scenario).flatMap((cell) => {
        const where = `${matrix.engine}, ${subject.name}, ${scenario.name}`
        if (!isOutcome(cell)) return [`${where}: not run, ${cell.reason}`]
        return cell.rejected.map((body) => `${where}: ${body}`)
      }),
    ),
  )
}
