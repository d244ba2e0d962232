import type { EngineName, EngineSource } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import { createRig, type Rig } from './rig.ts'
import type { Pace, Scenario } from './scenario.ts'
import type { Cell } from './table.ts'

export interface ColumnOptions {
  readonly client: Client
  readonly scenarios: readonly Scenario[]
  readonly pace: Pace
}

/** The scenarios in one engine, in their order: what each comes to. None of them rejects. */
export interface Column {
  /** The engine and its version, once it runs. */
  readonly version: Promise<string>
  readonly cells: readonly Promise<Cell>[]
  /** When all is over and nothing runs any more. */
  readonly ended: Promise<void>
}

/**
 * Starts the scenarios in an engine, one after the other. Several engines may run side by side: nearly
 * all of the time goes into waiting for the end of an outage.
 */
export function startColumn(
  name: EngineName,
  source: EngineSource | { readonly missing: string },
  { client, scenarios, pace }: ColumnOptions,
): Column {
  if ('missing' in source) {
    const cells = scenarios.map(() => Promise.resolve({ reason: source.missing }))
    return {
      version: Promise.resolve(`${name}: ${source.missing}`),
      cells,
      ended: Promise.resolve(),
    }
  }
  const started = createRig(source, { client, pace })
  let last: Promise<unknown> = started.catch(() => undefined)
  const cells = scenarios.map((scenario) => {
    const cell = last.then(async () => runCell(await started, scenario)).catch(failure)
    last = cell
    return cell
  })
  return {
    version: started.then(
      ({ engine }) => `${name} ${engine.version}: ${source.origin}`,
      (error: unknown) => `${name}: ${String(error)}`,
    ),
    cells,
    ended: last.then(async () => (await started).close()).catch(() => undefined),
  }
}

async function runCell(rig: Rig, scenario: Scenario): Promise<Cell> {
  const reason = rig.cannot(scenario)
  return reason === undefined ? rig.run(scenario) : { reason }
}

const failure = (error: unknown): Cell => ({
  failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
})
