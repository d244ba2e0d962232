import { setTimeout as delay } from 'node:timers/promises'
import { diskFaults, inflict } from './faults/inflict.ts'
import { type FaultKind, faultKinds, type PlannedFault, planFaults } from './faults/plan-faults.ts'
import { createStandstill } from './standstill.ts'
import { type PathOptions, type PathOutcome, runPath, type Scene } from './run-path.ts'

export interface PathCampaignOptions extends PathOptions {
  readonly faults: number
  readonly onFault?: (fault: PlannedFault) => void
}

export interface CampaignOutcome extends PathOutcome {
  readonly faults: readonly PlannedFault[]
  /** Kinds that cannot be had on this machine. */
  readonly skipped: readonly FaultKind[]
}

/**
 * Faults from a seed strike the whole path while browsers come and go. In the end every event that was
 * tracked has to be in the archive, unchanged, and once in its view of events.
 */
export async function runPathCampaign(options: PathCampaignOptions): Promise<CampaignOutcome> {
  const { seed, onFault = () => undefined } = options
  let skipped: readonly FaultKind[] = []
  let faults: readonly PlannedFault[] = []
  const run = runPath(options, async (scene) => {
    skipped = scene.pipeline.archiveDisk === undefined ? diskFaults : []
    const kinds = faultKinds.filter((kind) => !skipped.includes(kind))
    faults = planFaults({ seed, faults: options.faults, kinds })
    await strikeAll(faults, scene, onFault)
  })
  const outcome = await run.catch((error: unknown) => {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  })
  return { ...outcome, faults, skipped }
}

/** What makes a fault worth while: so many events acknowledged since the one before it. */
const worthEvents = 50

/** One after the other, each for as long as it lasts, so that several may be at work at once. */
async function strikeAll(
  faults: readonly PlannedFault[],
  { pipeline, ledger, watch }: Scene,
  onFault: (fault: PlannedFault) => void,
): Promise<void> {
  const under: Promise<void>[] = []
  let failure: Error | undefined
  let acknowledged = 0
  for (const fault of faults) {
    await delay(fault.afterMs)
    // On a busy machine little happens between two instants; then it is not the time that counts.
    const look = createStandstill({ what: `before "${fault.kind}" nothing is acknowledged` })
    while (fault.waits && ledger.acknowledgedIds.length < acknowledged + worthEvents) {
      if (failure !== undefined) throw failure
      look(`${ledger.acknowledgedIds.length} so far`)
      await delay(20)
    }
    acknowledged = ledger.acknowledgedIds.length
    onFault(fault)
    const over = inflict(fault, pipeline).then(() => watch.faultEnded(fault.kind))
    over.catch((error: Error) => (failure ??= error))
    under.push(over)
  }
  await Promise.all(under)
}
