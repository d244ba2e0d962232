import type { EngineName, EngineSource } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import { createRig, type Rig } from './rig.ts'
import type { Pace, Scenario } from './scenario.ts'
import type { Cell } from './table.ts'

export interface ColumnOptions {
  readonly client: Client
  readonly scenarios: readonly Scenario[]
  readonly pace: Pace
  /** How many engines of this kind share the scenarios, each with a gateway of its own. Default: 1. */
  readonly lanes?: number
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
 * Starts the scenarios in an engine, one after the other in each lane. Engines and lanes may run side
 * by side: nearly all of the time goes into waiting for the end of an outage.
 */
export function startColumn(
  name: EngineName,
  source: EngineSource | { readonly missing: string },
  { client, scenarios, pace, lanes = 1 }: ColumnOptions,
): Column {
  if ('missing' in source) {
    const cells = scenarios.map(() => Promise.resolve({ reason: source.missing }))
    return {
      version: Promise.resolve(`${name}: ${source.missing}`),
      cells,
      ended: Promise.resolve(),
    }
  }
  const rigs = Array.from({ length: lanes }, () => createRig(source, { client, pace }))
  const last: Promise<unknown>[] = rigs.map((rig) => rig.catch(() => undefined))
  const cells = scenarios.map((scenario, at) => {
    const lane = at % lanes
    const run = async (): Promise<Cell> => runCell(await rigs[lane], scenario)
    const cell = (last[lane] ?? Promise.resolve()).then(run).catch(failure)
    last[lane] = cell
    return cell
  })
  const end = async (): Promise<void> => {
    await Promise.all(last)
    for (const rig of await Promise.allSettled(rigs))
      if (rig.status === 'fulfilled') await rig.value.close()
  }
  return {
    version: Promise.all(rigs).then(
      ([rig]) => `${name} ${rig?.engine.version}: ${source.origin}`,
      (error: unknown) => `${name}: ${String(error)}`,
    ),
    cells,
    ended: end(),
  }
}

async function runCell(rig: Rig | undefined, scenario: Scenario): Promise<Cell> {
  if (rig === undefined) throw new RangeError('there is no such lane')
  const reason = rig.cannot(scenario)
  return reason === undefined ? rig.run(scenario) : { reason }
}

const failure = (error: unknown): Cell => ({
  failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
})
