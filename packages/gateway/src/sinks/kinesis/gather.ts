import type { IsReady } from './close-record.ts'
import { countedBytes, type PutEntry } from './put-body.ts'
import { headOf, isClear, sealOpen, type Lane } from './lane.ts'
import type { PackedRecord } from './packing.ts'

export interface GatherLimits {
  readonly lingerMs: number
  readonly requestRecords: number
  readonly requestBytes: number
  readonly targetBytes: number
  /** Between two requests that are not full, at least. */
  readonly spacingMs: number
}

export interface Moment {
  readonly nowMs: number
  /** Records opened until then go without delay. */
  readonly flushMs: number
  /** When the request before this one left. */
  readonly sentMs: number
}

/** A record picked for a request, and the lane it comes from. */
export interface Picked {
  readonly lane: Lane
  readonly record: PackedRecord
  readonly entry: PutEntry
}

const isSendable = (lane: Lane, nowMs: number): boolean =>
  !lane.busy && lane.notBeforeMs <= nowMs && headOf(lane)?.isClosing === false && isClear(lane)

/**
 * When a lane's first record has to go, if nothing else sends it along before. One full record
 * behind another waits for no more lines, but for company, the less the longer its line is: at full
 * load, a dozen small requests cost several times as much as one large one.
 */
export function dueMs(
  lane: Lane,
  { lingerMs, spacingMs }: GatherLimits,
  { flushMs, sentMs }: Omit<Moment, 'nowMs'>,
): number {
  const head = headOf(lane)
  if (head === undefined) return Number.POSITIVE_INFINITY
  if (head.attempts > 0 || head.openedMs <= flushMs) return lane.notBeforeMs
  const lingers = head.openedMs + lingerMs
  const behind = lane.queue.length - 1
  const due = behind > 0 ? Math.min(lingers, sentMs + spacingMs / behind) : lingers
  return Math.max(lane.notBeforeMs, due)
}

/** A request leaves when a record's time is up, or when it is full. */
function departs(lanes: readonly Lane[], limits: GatherLimits, moment: Moment): boolean {
  const { requestRecords, requestBytes, targetBytes } = limits
  let full = 0
  for (const lane of lanes) {
    if (!isSendable(lane, moment.nowMs)) continue
    if (dueMs(lane, limits, moment) <= moment.nowMs) return true
    if (lane.queue.length > 0) full += 1
  }
  return full >= requestRecords || (full + 1) * targetBytes > requestBytes
}

/** A record that is not full goes along when half of its time is up: it would go soon by itself. */
function goesAlong(lane: Lane, limits: GatherLimits, { nowMs, flushMs }: Moment): boolean {
  const { open, queue } = lane
  if (queue.length > 0 || open === undefined) return queue.length > 0
  return open.openedMs <= flushMs || nowMs - open.openedMs >= limits.lingerMs / 2
}

function entryOf({ bucket, data }: PackedRecord): PutEntry {
  if (data === undefined) throw new Error('a record was picked that is not made')
  const { partitionKey, explicitHashKey } = bucket
  return { data, partitionKey, explicitHashKey }
}

/**
 * The records of the next request, at most one of each lane; none when it is worth waiting. Sized
 * exactly as Kinesis counts. Those that take time to be made go with a later one.
 */
export function gather(
  lanes: readonly Lane[],
  limits: GatherLimits,
  moment: Moment & { readonly isReady: IsReady },
): Picked[] {
  if (!departs(lanes, limits, moment)) return []
  const picked: Picked[] = []
  let bytes = 0
  // Who has waited longest comes first, so that no lane starves when a request is full.
  const waited = lanes
    .filter((lane) => isSendable(lane, moment.nowMs) && goesAlong(lane, limits, moment))
    .sort((a, b) => (headOf(a)?.openedMs ?? 0) - (headOf(b)?.openedMs ?? 0))
  for (const lane of waited) {
    if (picked.length === limits.requestRecords) break
    if (lane.queue.length === 0) sealOpen(lane)
    const [record] = lane.queue
    if (record === undefined || !moment.isReady(record)) continue
    const entry = entryOf(record)
    bytes += countedBytes(entry)
    if (bytes > limits.requestBytes) break
    picked.push({ lane, record, entry })
  }
  return picked
}
