import { type Admission, createAdmission } from './admission.ts'
import { type AgeMarks, createAgeMarks } from './age-marks.ts'
import { type CheckpointFile, openCheckpoint } from './checkpoint.ts'
import { type Confirmations, createConfirmations } from './confirmations.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { createLogReader, type LogReader } from './log-reader.ts'
import { createLogWriter } from './log-writer.ts'
import type { Log } from './log.ts'
import { createRecentRecords, type RecentRecords } from './recent-records.ts'
import { type Recovered, recover } from './recover.ts'
import { createSegmentPool, type SegmentPool } from './segment-pool.ts'
import { createSignalFlag, type SignalFlag } from './signal-flag.ts'
import { diskError } from './spool-error.ts'
import type { CompleteSpoolOptions } from './spool-options.ts'
import { createStaging, type Staging } from './staging.ts'

export interface SpoolParts {
  readonly log: Log
  readonly pool: SegmentPool
  readonly recent: RecentRecords
  readonly staging: Staging
  readonly group: GroupCommit
  readonly admission: Admission
  readonly reader: LogReader
  readonly checkpoint: CheckpointFile
  readonly confirmations: Confirmations
  readonly ages: AgeMarks
  /** Announced when there is something new to read, and when everything read is confirmed. */
  readonly arrived: SignalFlag
  readonly settled: SignalFlag
  readonly counts: { skippedRecords: number; skippedBytes: number; tornTails: number }
}

/** Reads back what the directory holds and connects writer, reader and checkpoint around it. */
export async function assembleSpool(
  options: CompleteSpoolOptions,
  { isDrainOnly }: { isDrainOnly: boolean },
): Promise<SpoolParts> {
  const ages = createAgeMarks()
  const checkpoint = await openCheckpoint(options)
  const recovered = await recover({ ...options, checkpoint: checkpoint.initial, ages })
  await startCheckpoint(checkpoint, recovered.log.confirmed)
  const pool = createSegmentPool({
    ...options,
    maxSegments: Math.floor(options.maxBytes / options.segmentBytes),
    lastGeneration: recovered.lastGeneration,
    liveSegments: recovered.log.segments.length,
    spares: recovered.spares,
  })
  const parts = connect(options, { recovered, checkpoint, pool, ages })
  parts.confirmations.update() // frees what was delivered but not yet freed
  await parts.confirmations.settle()
  if (!isDrainOnly && !recovered.log.segments.at(-1)?.file) {
    pool.prepare()
    await pool.settle()
  }
  return parts
}

/**
 * Also the proof that the directory takes writes. A full disk is no reason not to start: what is
 * in the spool is delivered, and space comes back.
 */
async function startCheckpoint(checkpoint: CheckpointFile, confirmed: number): Promise<void> {
  try {
    await checkpoint.write(confirmed)
  } catch (cause) {
    const error = diskError('cannot write the checkpoint', cause)
    if (error.code !== 'full') throw error
  }
}

function connect(
  options: CompleteSpoolOptions,
  found: {
    recovered: Recovered
    checkpoint: CheckpointFile
    pool: SegmentPool
    ages: AgeMarks
  },
): SpoolParts {
  const { recovered, checkpoint, pool, ages } = found
  const { log, isTorn } = recovered
  const { onProblem, segmentBytes, memoryBytes, clock } = options
  const counts = { skippedRecords: 0, skippedBytes: 0, tornTails: isTorn ? 1 : 0 }
  const arrived = createSignalFlag()
  const settled = createSignalFlag()
  const staging = createStaging(Math.min(memoryBytes, 1 << 20))
  const recent = createRecentRecords(memoryBytes, (blocks) => staging.reuse(blocks))
  const reader = createLogReader({
    ...options,
    log,
    recent,
    windowBytes: Math.min(memoryBytes, 1 << 20),
    onLost(records, bytes) {
      counts.skippedRecords += records
      counts.skippedBytes += bytes
    },
  })
  const onSettled = (): void => settled.announce()
  const confirmations = createConfirmations({ log, checkpoint, pool, onProblem, onSettled })
  const onDurable = (firstSequence: number): void => {
    ages.note(firstSequence, clock.now())
    arrived.announce()
    const [oldest] = log.segments
    if (oldest && !oldest.file && oldest.endSequence <= log.confirmed + 1) confirmations.update()
  }
  const writer = createLogWriter({ log, pool, recent, segmentBytes, onProblem, onDurable })
  const group = createGroupCommit(async (records) => {
    const result = await writer.commit(records)
    if ('error' in result) confirmations.update() // what could not be freed before may be now
    return result
  })
  const admission = createAdmission(options, log, pool)
  const flags = { arrived, settled }
  const moving = { reader, confirmations, group, admission }
  return { log, pool, recent, staging, checkpoint, ages, counts, ...flags, ...moving }
}
