import type { Engine, EngineSource } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import { startCollector } from '../collector/collector.ts'
import { startSite } from '../site/site.ts'
import { type Outcome, runScenario, type Setting } from './run-scenario.ts'
import type { Pace, Scenario } from './scenario.ts'

/** A running engine with a site and a collector of its own. */
export interface Rig {
  readonly engine: Engine
  /** Why this engine cannot run the scenario, if it cannot. */
  cannot(scenario: Scenario): string | undefined
  run(scenario: Scenario): Promise<Outcome>
  close(): Promise<void>
}

export async function createRig(
  source: EngineSource,
  { client, pace }: { readonly client: Client; readonly pace: Pace },
): Promise<Rig> {
  const site = await startSite(client)
  const collector = await startCollector(site.origins)
  site.endpoint = collector.proxy.url
  site.idleMs = collector.proxy.idleMs
  const engine = await source.launch()
  const setting: Setting = { engine, site, collector, pace, client }
  return {
    engine,
    cannot: ({ needs }) => (needs === undefined ? undefined : engine.cannot[needs]),
    run: (scenario) => runScenario(scenario, setting),
    async close() {
      await engine.close()
      await collector.close()
      await site.close()
    },
  }
}

/** Six seconds of outage, and time for long back-offs. */
export const fullPace: Pace = {
  outageMs: 6000,
  retryAfterSeconds: 3,
  patienceMs: 40_000,
  lingerMs: 3000,
}

/** The same in short, for tests. */
export const testPace: Pace = {
  outageMs: 1000,
  retryAfterSeconds: 1,
  patienceMs: 20_000,
  lingerMs: 300,
}
