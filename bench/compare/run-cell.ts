import type { EngineSource } from '@weir/browsers'
import { createRig, type Rig } from '@weir/e2e/delivery/rig'
import type { Pace, Scenario } from '@weir/e2e/delivery/scenario'
import type { Outcome } from '@weir/e2e/delivery/run-scenario'
import { startAnyCollector } from './any-collector.ts'
import { scriptOf } from './bundle-subject.ts'
import type { Subject } from './subjects/subject.ts'

/** What a scenario came to, or why it could not be run. */
export type Cell =
  | Outcome
  | {
      readonly reason: string
      /** It went wrong, in place of being beyond what the engine can do. */
      readonly isBroken: boolean
    }

/** An engine with the pages and the collector of this subject. */
export const createSubjectRig = (
  source: EngineSource,
  subject: Subject,
  pace: Pace,
): Promise<Rig> =>
  createRig(source, {
    client: { name: subject.name, script: () => scriptOf(subject) },
    pace,
    collect: () => startAnyCollector(subject),
  })

export async function runCell(rig: Rig, scenario: Scenario): Promise<Cell> {
  const reason = rig.cannot(scenario)
  if (reason !== undefined) return { reason, isBroken: false }
  try {
    return await rig.run(scenario)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error), isBroken: true }
  }
}
