import { setTimeout as delay } from 'node:timers/promises'
import { diskFaults, inflict } from './faults/inflict.ts'
import { type FaultKind, faultKinds, type PlannedFault, planFaults } from './faults/plan-faults.ts'
import { type PathOptions, type PathOutcome, runPath } from './run-path.ts'

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
  const run = runPath(options, async ({ pipeline, watch }) => {
    skipped = pipeline.archiveDisk === undefined ? diskFaults : []
    const kinds = faultKinds.filter((kind) => !skipped.includes(kind))
    faults = planFaults({ seed, faults: options.faults, kinds })
    await Promise.all(
      faults.map(async (fault) => {
        await delay(fault.atMs)
        onFault(fault)
        await inflict(fault, pipeline)
        watch.faultEnded(fault.kind)
      }),
    )
  })
  const outcome = await run.catch((error: unknown) => {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  })
  return { ...outcome, faults, skipped }
}
