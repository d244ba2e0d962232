import type { Engine } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import type { Collector } from '../collector/collector.ts'
import type { Site } from '../site/site.ts'
import { createAudit } from './audit.ts'
import type { Verdict } from './ledger.ts'
import type { Pace, Scenario, Stage, Visit } from './scenario.ts'
import { createVisit } from './visit.ts'

/** How long nothing is under way until a visitor who has left is taken to be done. */
const quietMs = 500

/** What a scenario came to. */
export interface Outcome extends Verdict {
  readonly events: number
  /** What was not stored before the visitor's next page. */
  readonly late: number
  readonly requests: number
  readonly seconds: number
  readonly rejected: readonly string[]
  /** How many copies of an event the scenario allows for. */
  readonly copiesAllowed: number
  /** Why this engine loses some of it whatever the page does, if it does. */
  readonly physicallyLost: string | undefined
  /** Claims of the scenario that did not hold. */
  readonly broken: readonly string[]
}

export interface Setting {
  readonly engine: Engine
  readonly site: Site
  readonly collector: Collector
  readonly pace: Pace
  readonly client: Client
}

/** Runs a scenario in a profile of its own, and has the visitor come back if something is missing. */
export async function runScenario(scenario: Scenario, setting: Setting): Promise<Outcome> {
  const { engine, collector, pace } = setting
  await collector.reset()
  const start = performance.now()
  const profile = await engine.newProfile({ toCrash: scenario.toCrash })
  const tracked: number[] = []
  const broken: string[] = []
  const { host } = scenario
  const audit = createAudit({ collector, host, tracked, patienceMs: pace.patienceMs })
  const open = async (path = ''): Promise<Visit> => {
    const tab = await profile.open(setting.site.url(host, path))
    if (pace.lookMs !== undefined) await pause(pace.lookMs)
    return createVisit(tab, tracked)
  }
  const stage: Stage = {
    collector,
    profile,
    pace,
    open,
    async outage(fault, during) {
      collector.proxy.fault = fault
      await during()
      await pause(pace.outageMs)
      collector.proxy.fault = { kind: 'none' }
    },
    delivered: (visit) => audit.arrived(visit.numbers),
    claim(holds, text) {
      if (!holds) broken.push(text)
    },
  }
  try {
    await scenario.run(stage)
    const atOnce = await audit.settle(() => collector.proxy.idleMs() > quietMs)
    // The visitor's next page delivers what is missing, and shows what is sent a second time.
    const back = await open()
    const physicallyLost = scenario.physicallyLost?.[engine.name]
    if (physicallyLost === undefined) await audit.settle(never)
    const cameBack = performance.now()
    const final = await audit.rest(
      async () =>
        Math.min(collector.proxy.idleMs(), performance.now() - cameBack) > pace.lingerMs &&
        !(setting.client.keeps && (await back.tab.evaluate(setting.client.keeps))),
    )
    const origin = new URL(setting.site.url(host, '')).origin
    const rejected = (await collector.rejected()).filter((record) => record.origin === origin)
    return {
      ...final,
      events: tracked.length,
      copiesAllowed: 1 + (scenario.mayRepeat ?? 0),
      late: atOnce.lost.length,
      requests: collector.proxy.seen.filter((request) => request.origin === origin).length,
      seconds: (performance.now() - start) / 1000,
      rejected: rejected.map(({ code, errors }) => `${code} ${JSON.stringify(errors)}`),
      physicallyLost,
      broken,
    }
  } finally {
    await profile.close()
  }
}

const never = (): boolean => false

/** For how long a fault lasts, or a visitor does nothing. Nothing is waited for in this way. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
