import type { Engine, Profile, Tab } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import type { Collector } from '../collector/collector.ts'
import type { Site } from '../site/site.ts'
import { createAudit, isComplete } from './audit.ts'
import { gatherEvidence } from './evidence.ts'
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
  /** What the last page and the collector know of what is missing, if anything is. */
  readonly evidence?: readonly string[]
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
  const { host } = scenario
  const { origin } = new URL(setting.site.url(host, ''))
  const tracked: number[] = []
  const broken: string[] = []
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
    claim: (holds, text) => broken.push(...(holds ? [] : [text])),
  }
  try {
    await scenario.run(stage)
    const atOnce = await audit.settle(() => collector.proxy.idleMs() > quietMs)
    // The visitor's next page delivers what is missing, and shows what is sent a second time.
    const back = await open()
    const physicallyLost = scenario.physicallyLost?.[engine.name]
    const settled = physicallyLost === undefined ? await audit.settle(never) : undefined
    const evidence = await explainLoss(settled, { last: back.tab, profile, host, setting })
    const cameBack = performance.now()
    const final = await audit.rest(
      async () =>
        Math.min(collector.proxy.idleMs(), performance.now() - cameBack) > pace.lingerMs &&
        !(setting.client.keeps && (await back.tab.evaluate(setting.client.keeps))),
    )
    return {
      ...final,
      events: tracked.length,
      copiesAllowed: 1 + (scenario.mayRepeat ?? 0),
      late: atOnce.lost.length,
      requests: collector.proxy.seen.filter((request) => request.origin === origin).length,
      seconds: (performance.now() - start) / 1000,
      rejected: await rejectedFrom(collector, origin),
      physicallyLost,
      evidence,
      broken,
    }
  } finally {
    await profile.close()
  }
}

async function rejectedFrom(collector: Collector, origin: string): Promise<string[]> {
  const records = await collector.rejected()
  return records
    .filter((record) => record.origin === origin)
    .map(({ code, errors }) => `${code} ${JSON.stringify(errors)}`)
}

/** The same storage, too, as a page sees it that has only just begun: it may be another process. */
async function explainLoss(
  verdict: Verdict | undefined,
  { last, profile, host, setting }: { last: Tab; profile: Profile; host: string; setting: Setting },
): Promise<string[]> {
  if (!verdict || isComplete(verdict)) return []
  const url = setting.site.url(host, 'elsewhere')
  return gatherEvidence({
    client: setting.client,
    pages: { 'the last page': last, 'a page after it': await profile.open(url) },
    seen: setting.collector.proxy.seen,
    origin: new URL(url).origin,
  })
}

const never = (): boolean => false

/** For how long a fault lasts, or a visitor does nothing. Nothing is waited for in this way. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
