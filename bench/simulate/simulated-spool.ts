import type { Spool, SpoolEntry } from '@weir/gateway/internals'
import type { Random } from '@weir/local/random'
import type { VirtualClock } from './virtual-clock.ts'

export interface SimulatedSpoolOptions {
  readonly clock: VirtualClock
  readonly random: Random
  readonly lineBytes: number
  /** The size of a frame here, of its real size: what the shipper asks for is not scaled. */
  readonly framePart: number
  /** Events that come together, of one visitor. */
  readonly eventsPerRequest: number
  /** Milliseconds of the core until so many events are read, packed and sent. */
  readonly readMs: (events: number) => number
  /** So many events of one moment are confirmed. */
  readonly onConfirmed: (events: number, waitedMs: number) => void
}

/** What waits between taking and shipping, without a disk: only how much, and since when. */
export interface SimulatedSpool extends Pick<Spool, 'read' | 'confirm'> {
  /** So many events are taken in this moment. */
  readonly append: (events: number) => void
  /** Events that are taken and not confirmed. */
  readonly unconfirmed: () => number
}

interface Waiting {
  readonly position: number
  readonly events: number
  readonly atMs: number
}

/** Bytes of a frame beside its lines: where each ends, whose it is, and how many they are. */
export const frameBytes = (events: number, lineBytes: number): number =>
  events * (lineBytes + 8) + 4

export function createSimulatedSpool(options: SimulatedSpoolOptions): SimulatedSpool {
  const { clock, lineBytes, readMs, onConfirmed } = options
  const unread: Waiting[] = []
  const underWay: Waiting[] = []
  let appended = 0
  let events = 0
  let unreadFrom = 0
  let underWayFrom = 0
  let wake = (): void => {}

  const next = (maxBytes: number): Waiting[] => {
    const from = unreadFrom
    for (let bytes = 0; unreadFrom < unread.length && bytes < maxBytes; unreadFrom += 1)
      bytes += frameBytes(unread[unreadFrom]?.events ?? 0, lineBytes)
    const taken = unread.slice(from, unreadFrom)
    underWay.push(...taken)
    if (unreadFrom === unread.length) unreadFrom = unread.length = 0
    return taken
  }
  return {
    append(count) {
      appended += 1
      events += count
      unread.push({ position: appended, events: count, atMs: clock.now() })
      wake()
    },
    unconfirmed: () => events,
    async read(maxBytes) {
      if (unread.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const taken = next(maxBytes * options.framePart)
      const count = taken.reduce((sum, each) => sum + each.events, 0)
      await new Promise<void>((resolve) => {
        clock.after(readMs(count), resolve)
      })
      return taken.map((each) => entryOf(each, options))
    },
    confirm(position) {
      for (let first = underWay[underWayFrom]; first && first.position <= position;) {
        events -= first.events
        onConfirmed(first.events, clock.now() - first.atMs)
        underWayFrom += 1
        first = underWay[underWayFrom]
      }
      if (underWayFrom === underWay.length) underWayFrom = underWay.length = 0
    },
  }
}

/** A frame as the pipeline writes it: lines, their ends, the hashes of their visitors, the count. */
function entryOf({ position, events, atMs }: Waiting, options: SimulatedSpoolOptions): SpoolEntry {
  const { random, lineBytes, eventsPerRequest } = options
  const payload = Buffer.allocUnsafe(frameBytes(events, lineBytes))
  const ends = events * lineBytes
  let visitor = 0
  for (let at = 0; at < events; at++) {
    if (at % eventsPerRequest === 0) visitor = Math.floor(random.next() * 2 ** 32)
    payload.writeUInt32LE((at + 1) * lineBytes, ends + 4 * at)
    payload.writeUInt32LE(visitor, ends + 4 * (events + at))
  }
  payload.writeUInt32LE(events, payload.length - 4)
  return { position, flags: 0, payload, appendedAt: atMs }
}
