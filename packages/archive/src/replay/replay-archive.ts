import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateEvent } from '@weir/schema/validate'
import type { ArchiveStream } from '../layout/partition.ts'
import { ArchiveError, findArchive } from '../reader/archive-root.ts'
import { createDb, type Db } from '../reader/db.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import { planReplay, readUnit, type ReplayUnit } from './replay-source.ts'
import { openReplayState, type ReplayState } from './replay-state.ts'
import {
  type Clock,
  countIn,
  sendEvents,
  type SendOptions,
  type Sent,
  type WrittenEvent,
} from './send-events.ts'
import type { WireEvent } from './wire-event.ts'

export interface ReplayOptions {
  readonly location: string
  readonly stream: ArchiveStream
  /** Hours of arrival. */
  readonly range: TimeRange
  readonly site?: string | undefined
  /** Of rejected records: only those that were rejected for this. */
  readonly code?: string | undefined
  readonly url: URL
  readonly key: string
  /** Events a second at most. */
  readonly rate: number
  /** Events in a request at most. */
  readonly batch: number
  /** Reads and judges, and sends nothing. */
  readonly dryRun: boolean
  /** Where it is kept how far this is. */
  readonly resume?: string | undefined
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Bytes of files. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  readonly onWait?: SendOptions['onWait']
}

export interface Replayed extends Sent {
  /** Lines and rows that were read: each of them was accepted, rejected or skipped. */
  read: number
  /** In a dry run: events that the schema as it is now takes. */
  valid: number
  readonly sites: Map<string, number>
  readonly notices: Notice[]
}

/** Nothing yet. */
export const createReplayed = (): Replayed => ({
  read: 0,
  valid: 0,
  accepted: 0,
  rejected: new Map(),
  skipped: new Map(),
  requests: 0,
  retries: 0,
  sites: new Map(),
  notices: [],
})

/** Bytes of a request at most; a gateway takes 1 MiB unless told otherwise. */
const mostBytes = 900 * 1024
/** Events that are grouped by what their requests have to say; small, as they may come twice. */
const windowEvents = 2000

/** Sends what an archive holds through a gateway again. Counts as it goes, for when it has to stop. */
export async function replayArchive(options: ReplayOptions, total: Replayed): Promise<void> {
  const root = await findArchive(options.location)
  const scratch = await mkdtemp(join(tmpdir(), 'weir-replay-'))
  const db = await createDb({ scratch })
  try {
    const { units, notices } = await planReplay(db, root, options)
    const { stream, url, site = '', resume } = options
    const identity = { archive: root, url: url.href, stream, site }
    const state = await openReplayState(resume, identity)
    total.notices.push(...notices)
    await replayUnits({ options, root, db, state, total, startMs: options.clock.now() }, units)
  } finally {
    db.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Work {
  readonly options: ReplayOptions
  readonly root: string
  readonly db: Db
  readonly state: ReplayState
  readonly total: Replayed
  readonly startMs: number
}

async function replayUnits(work: Work, units: readonly ReplayUnit[]): Promise<void> {
  const { options, db, root, state, total } = work
  const bytes = units.reduce((sum, unit) => sum + unit.bytes, 0)
  let doneBytes = 0
  for (const unit of units) {
    let at = state.doneOf(unit.path)
    let waiting: WireEvent[] = []
    const flush = async (): Promise<void> => {
      await sendWindow(work, waiting)
      waiting = []
      if (!options.dryRun) await state.save(unit.path, at)
    }
    for await (const found of readUnit(db, root, { stream: options.stream, unit, from: at })) {
      options.signal.throwIfAborted()
      at += 1
      total.read += 1
      const skip = 'skip' in found ? found.skip : objection(found.wire, found.code, options)
      if (skip !== undefined) countIn(total.skipped, skip)
      else if ('wire' in found) waiting.push(found.wire)
      if (waiting.length >= windowEvents) await flush()
    }
    await flush()
    doneBytes += unit.bytes
    options.onProgress?.(doneBytes, bytes)
  }
}

function objection(
  { siteId }: WireEvent,
  code: string | undefined,
  { site, code: only }: ReplayOptions,
): string | undefined {
  if (site !== undefined && siteId !== site) return 'another site'
  return only === undefined || code === only ? undefined : 'another code'
}

async function sendWindow(work: Work, events: readonly WireEvent[]): Promise<void> {
  const { options, total, startMs } = work
  for (const { siteId } of events) countIn(total.sites, siteId)
  if (total.sites.size > 1 && !options.dryRun) {
    // One key is one site: everything would become events of that.
    const names = [...total.sites.keys()].join(', ')
    throw new ArchiveError(`there are several sites (${names}): say which with --site`)
  }
  if (options.dryRun) {
    for (const { event } of events) total.valid += validateEvent(event).ok ? 1 : 0
    return
  }
  const { clock, signal, rate, url, key, onWait } = options
  for (const batch of batchesOf(events, options.batch, total)) {
    const dueMs = startMs + (sentSoFar(total) / rate) * 1000
    if (dueMs > clock.now()) await clock.wait(dueMs - clock.now(), signal)
    await sendEvents(batch, total, { url, key, clock, signal, onWait })
  }
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((all, count) => all + count, 0)

const sentSoFar = ({ accepted, rejected }: Replayed): number => accepted + sum(rejected)

/** Requests that each speak for one browser and one library, in the order of the events. */
function batchesOf(events: readonly WireEvent[], most: number, total: Replayed): WrittenEvent[][] {
  const groups = Map.groupBy(events, ({ userAgent, sdk }) => JSON.stringify([userAgent, sdk]))
  const batches: WrittenEvent[][] = []
  for (const group of groups.values()) {
    let batch: WrittenEvent[] = []
    let bytes = 0
    for (const { event, userAgent, sdk } of group) {
      const json = writeEvent(event)
      if (json === undefined) {
        countIn(total.skipped, 'nested too deep to be sent')
        continue
      }
      const size = Buffer.byteLength(json)
      if (batch.length >= most || (bytes + size > mostBytes && batch.length > 0)) {
        batches.push(batch)
        batch = []
        bytes = 0
      }
      batch.push({ json, userAgent, sdk })
      bytes += size
    }
    if (batch.length > 0) batches.push(batch)
  }
  return batches
}

/** Undefined where it is nested so deep that it cannot be written. */
function writeEvent(event: unknown): string | undefined {
  try {
    return JSON.stringify(event)
  } catch {
    return undefined
  }
}
