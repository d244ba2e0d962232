import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hourMs } from '../layout/partition.ts'
import { lockArchive } from '../housekeeping/lock-archive.ts'
import { prepareChanges } from '../housekeeping/prepare-changes.ts'
import { type Changes } from '../housekeeping/publish-file.ts'
import { findArchive } from '../reader/archive-root.ts'
import { createDb, type Db, type DbOptions } from '../reader/db.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import { type PlannedHour, planHours } from '../reader/plan-hours.ts'
import { compactHour, spareOf } from './compact-hour.ts'

export interface CompactOptions extends Omit<DbOptions, 'scratch'> {
  readonly location: string
  /** Hours of arrival. */
  readonly range: TimeRange
  /** The time it is. */
  readonly nowMs: number
  /** How long after its end an hour is taken for closed. */
  readonly graceMs: number
  /** Whether files of lines go once all of them is in Parquet. */
  readonly deleteOriginals: boolean
  /** Finds out what there is to do, and does nothing. */
  readonly dryRun: boolean
  /** Compressed bytes of files that are read at a time. Default: 16 MiB. */
  readonly chunkBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly changes: Changes
  readonly onHour?: ((startMs: number, events: number) => void) | undefined
  /** Bytes of files of lines. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface Compacted {
  /** Hours that were, or in a dry run would be, compacted. */
  readonly hours: number
  readonly files: number
  /** Of files of lines. */
  readonly bytes: number
  /** In the new Parquet files, with what was compacted of these hours before. */
  readonly events: number
  readonly duplicates: number
  readonly deleted: number
  /** Hours that had been compacted before, with nothing new. */
  readonly before: number
  /** Hours that still go on, or ended just now. */
  readonly open: number
  readonly notices: readonly Notice[]
}

/** Compacts every closed hour that has files of lines which are not in Parquet yet. */
export async function compactArchive(options: CompactOptions): Promise<Compacted> {
  const root = await findArchive(options.location)
  const unlock = options.dryRun ? async () => {} : await lockArchive(root)
  const scratch = await mkdtemp(join(tmpdir(), 'weir-compact-'))
  let db: Db | undefined
  try {
    if (!options.dryRun) await prepareChanges(root)
    db = await createDb({ ...options, scratch })
    return await compactHours({ options, root, scratch, db })
  } finally {
    db?.close()
    await rm(scratch, { recursive: true, force: true })
    await unlock()
  }
}

interface Work {
  readonly options: CompactOptions
  readonly root: string
  readonly scratch: string
  readonly db: Db
}

/** Two hours at a time: while one is read, the other is written. */
const atOnce = 2

async function compactHours(work: Work): Promise<Compacted> {
  const { options, root, db } = work
  const { range, nowMs, graceMs, dryRun } = options
  const { hours, notices } = await planHours(db, root, range)
  const closed = hours.filter(({ startMs }) => startMs + hourMs + graceMs <= nowMs)
  const due = closed.filter(({ lines }) => lines.length > 0)
  const bytes = due.flatMap(({ lines }) => lines).reduce((sum, file) => sum + file.bytes, 0)
  const total = {
    hours: dryRun ? due.length : 0,
    files: dryRun ? due.reduce((sum, { lines }) => sum + lines.length, 0) : 0,
    bytes,
    events: 0,
    duplicates: 0,
    deleted: 0,
    before: closed.length - due.length,
    open: hours.length - closed.length,
    notices: [...notices],
  }
  if (dryRun) return total
  let done = 0
  const progress = (more: number): void => options.onProgress?.((done += more), bytes)
  const waiting = closed.toReversed()
  const worker = async (): Promise<void> => {
    const own = await db.connect()
    const interrupt = () => own.interrupt()
    options.signal?.addEventListener('abort', interrupt)
    try {
      for (let hour = waiting.pop(); hour !== undefined; hour = waiting.pop()) {
        options.signal?.throwIfAborted()
        await compactOne({ ...work, db: own }, { hour, total, progress })
      }
    } catch (error) {
      // The other one has nothing to go on with.
      waiting.length = 0
      throw error
    } finally {
      options.signal?.removeEventListener('abort', interrupt)
      own.close()
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  options.signal?.throwIfAborted()
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  return total
}

interface HourOfTotal {
  readonly hour: PlannedHour
  readonly total: { -readonly [Key in keyof Compacted]: Compacted[Key] } & { notices: Notice[] }
  readonly progress: (bytes: number) => void
}

async function compactOne(work: Work, { hour, total, progress }: HourOfTotal): Promise<void> {
  const { options, root, scratch, db } = work
  const { changes, signal } = options
  let facts = hour.parquet?.facts
  if (hour.lines.length > 0) {
    const { chunkBytes } = options
    const parts = { db, root, scratch, changes, hour, signal, chunkBytes, onProgress: progress }
    const made = await compactHour(parts)
    total.notices.push(...made.notices)
    if (made.facts !== undefined) {
      total.hours += 1
      total.files += made.facts.sources.length - (facts?.sources.length ?? 0)
      total.events += made.facts.events
      total.duplicates += made.facts.duplicates - (facts?.duplicates ?? 0)
      facts = made.facts
      options.onHour?.(hour.startMs, facts.events)
    }
  }
  if (!options.deleteOriginals || facts === undefined) return
  const spare = spareOf(hour, facts)
  for (const { path } of spare) await changes.remove(join(root, path))
  total.deleted += spare.length
}
