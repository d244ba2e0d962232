import { parseArgs } from 'node:util'
import { type EngineName, engineNames } from '@weir/browsers'
import type { Client } from './clients/client.ts'
import { clients } from './clients/clients.ts'
import type { Scenario } from './delivery/scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'

export const help: string = `weir-e2e: the delivery matrix, each scenario in each engine, with outages of six seconds

  weir-e2e                          all of it, in about ten minutes
  weir-e2e --engine firefox         one engine: ${engineNames.join(', ')}
  weir-e2e --scenario 503           the scenarios whose name contains this
  weir-e2e --client naive           another client: ${clients.map(({ name }) => name).join(', ')}
  weir-e2e --help                   this

late = not stored before the visitor's next page; lost = not stored after it either; dup = further
copies under the same event_id; req = requests to the collector; s = seconds.
Ends with 1 if anything is lost, rejected, or stored under two ids.`

/** What a person can put right, in one line. */
export class UsageError extends Error {}

export interface Options {
  readonly engines: readonly EngineName[]
  readonly scenarios: readonly Scenario[]
  readonly client: Client
}

/** Reads the words of the command; undefined for a call for help. */
export function parseOptions(words: readonly string[]): Options | undefined {
  const { values } = readWords(words)
  if (values.help === true) return undefined
  const { engine, scenario = '', client: wanted } = values
  const engines = engineNames.filter((name) => engine === undefined || name === engine)
  const chosen = scenarios.filter(({ name }) => name.includes(scenario))
  const client = clients.find(({ name }) => wanted === undefined || name === wanted)
  if (engines.length === 0) throw new UsageError(`there is no engine "${engine}"`)
  if (chosen.length === 0) throw new UsageError(`no scenario has "${scenario}" in its name`)
  if (client === undefined) throw new UsageError(`there is no client "${wanted}"`)
  return { engines, scenarios: chosen, client }
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { type: 'boolean' },
        engine: { type: 'string' },
        scenario: { type: 'string' },
        client: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
