import { type EngineName, ensureEngine } from '@weir/browsers'
import type { Pace, Scenario } from '@weir/e2e/delivery/scenario'
import { type Cell, createSubjectRig, runCell } from './run-cell.ts'
import type { Subject } from './subjects/subject.ts'

export interface MatrixOptions {
  readonly engine: EngineName
  readonly subjects: readonly Subject[]
  readonly scenarios: readonly Scenario[]
  readonly pace: Pace
  readonly rounds: number
  /** How many browsers run side by side: nearly all of the time goes into waiting. */
  readonly lanes: number
  readonly say: (line: string) => void
}

/** All cells of one engine. */
export interface Matrix {
  /** The engine and its version; or why there is none. */
  readonly engine: string
  readonly hasRun: boolean
  /** What came of a scenario, round by round. */
  cellsOf(subject: Subject, scenario: Scenario): readonly Cell[]
}

const keyOf = (subject: Subject, scenario: Scenario): string => `${subject.name} ${scenario.host}`

/** Every subject in a browser of its own, with pages and a collector that nobody else uses. */
export async function runMatrix(options: MatrixOptions): Promise<Matrix> {
  const { engine, subjects, scenarios, pace, rounds, lanes, say } = options
  const source = await ensureEngine(engine, say)
  if ('missing' in source) return { engine: source.missing, hasRun: false, cellsOf: () => [] }
  const cells = new Map<string, Cell[]>()
  let version: string = engine
  const runSubject = async (subject: Subject): Promise<void> => {
    const rig = await createSubjectRig(source, subject, pace)
    version = `${engine} ${rig.engine.version}`
    try {
      for (const scenario of scenarios) {
        const key = keyOf(subject, scenario)
        cells.set(key, [...(cells.get(key) ?? []), await runCell(rig, scenario)])
      }
    } finally {
      await rig.close()
    }
  }
  const waiting = Array.from({ length: rounds }, () => subjects).flat()
  const total = waiting.length
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      say(`${engine}: ${total - waiting.length} of ${total}, ${next.name}`)
      await runSubject(next)
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return {
    engine: version,
    hasRun: true,
    cellsOf: (subject, scenario) => cells.get(keyOf(subject, scenario)) ?? [],
  }
}
