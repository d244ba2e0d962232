import type { Engine, EngineSource } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import { type Collector, startCollector } from '../collector/collector.ts'
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

export interface RigOptions {
  readonly client: Client
  readonly pace: Pace
  /** Starts what takes the events of these origins. Default: the gateway, behind a way with faults. */
  readonly collect?: (origins: readonly string[]) => Promise<Collector>
}

export async function createRig(
  source: EngineSource,
  { client, pace, collect = startCollector }: RigOptions,
): Promise<Rig> {
  const site = await startSite(client)
  const collector = await collect(site.origins)
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
