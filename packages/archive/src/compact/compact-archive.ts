import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hourMs } from '../layout/partition.ts'
import { lockArchive } from '../housekeeping/lock-archive.ts'
import { prepareChanges } from '../housekeeping/prepare-changes.ts'
import { type Changes } from '../housekeeping/publish-file.ts'
import { findArchive } from '../reader/archive-root.ts'
import { createDb, type Db, type DbOptions } from '../reader/db.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import type { ParquetFacts } from '../reader/parquet-files.ts'
import { type PlannedHour, planHours } from '../reader/plan-hours.ts'
import { spareOf } from './compact-hour.ts'
import { compactHours, groupHours, type HourDone } from './compact-hours.ts'
import { makeScratch } from './make-scratch.ts'
import { renewRepeats } from './renew-repeats.ts'

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
  const scratch = await makeScratch()
  let db: Db | undefined
  try {
    if (!options.dryRun) await prepareChanges(root)
    db = await createDb({ ...options, scratch })
    return await compactAll({ options, root, scratch, db })
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

/** Two groups of hours at a time: while one is read, the other is written. */
const atOnce = 2

/** Compressed bytes of files of lines in a group of hours. */
const groupBytes = 8 * 1024 * 1024

async function compactAll(work: Work): Promise<Compacted> {
  const { options, root, scratch, db } = work
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
  const onProgress = (more: number): void => options.onProgress?.((done += more), bytes)
  for (const hour of closed) if (hour.lines.length === 0) await removeSpare(work, { hour, total })
  const waiting = groupHours(due, groupBytes).toReversed()
  const workers = Math.min(atOnce, waiting.length)
  const unshare = await shareThreads(db, workers)
  const worker = async (): Promise<void> => {
    const own = await db.connect()
    const interrupt = () => own.interrupt()
    options.signal?.addEventListener('abort', interrupt)
    try {
      const { changes, signal, chunkBytes } = options
      const parts = { db: own, root, scratch, changes, signal, chunkBytes, onProgress }
      for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
        signal?.throwIfAborted()
        await compactHours({ ...parts, hours: group }, (made) => countIn(work, total, made))
      }
      // What the other one is still at may be large.
      await unshare()
    } catch (error) {
      // The other one has nothing to go on with.
      waiting.length = 0
      throw error
    } finally {
      options.signal?.removeEventListener('abort', interrupt)
      own.close()
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: workers }, worker))
  options.signal?.throwIfAborted()
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  await renewRepeats({ db, root, changes: options.changes, signal: options.signal })
  return total
}

/**
 * A statement runs in the thread of its caller as well: two of them would have a thread more than there are
 * cores. What is for one thread alone is also planned without all that threads need to agree.
 */
async function shareThreads(db: Db, callers: number): Promise<() => Promise<void>> {
  const { threads } = await db.one<{ threads: number }>(
    "SELECT current_setting('threads')::INTEGER AS threads",
  )
  await db.run(`SET threads = ${Math.max(1, Math.min(threads, threads + 1 - callers))}`)
  return () => db.run(`SET threads = ${threads}`)
}

type Total = { -readonly [Key in keyof Compacted]: Compacted[Key] } & { notices: Notice[] }

async function countIn(work: Work, total: Total, { hour, made }: HourDone): Promise<void> {
  const { facts, notices } = made
  const before = hour.parquet?.facts
  total.notices.push(...notices)
  if (facts !== undefined) {
    total.hours += 1
    total.files += facts.sources.length - (before?.sources.length ?? 0)
    total.events += facts.events
    total.duplicates += facts.duplicates - (before?.duplicates ?? 0)
    work.options.onHour?.(hour.startMs, facts.events)
  }
  await removeSpare(work, { hour, total, facts })
}

interface HourToClear {
  readonly hour: PlannedHour
  readonly total: Total
  /** Of its new Parquet file, where there is one. */
  readonly facts?: ParquetFacts | undefined
}

async function removeSpare({ options, root }: Work, work: HourToClear): Promise<void> {
  const { hour, total, facts = hour.parquet?.facts } = work
  if (!options.deleteOriginals || facts === undefined) return
  const spare = spareOf(hour, facts)
  for (const { path } of spare) await options.changes.remove(join(root, path))
  total.deleted += spare.length
}
