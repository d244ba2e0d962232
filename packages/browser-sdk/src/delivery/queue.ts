import { maxEnvelopeEvents, maxEventBytes } from '@weir/schema'
import { removeLocal } from '../platform/local-storage.ts'
import type { Reach } from '../visitor/shelf.ts'
import { count, drop, type Losses } from './losses.ts'
import { endLease, keep, type Segment } from './segment.ts'
import { byteLength } from './transport.ts'

/** An event on its way: its JSON, and where it is kept. */
export interface Entry {
  readonly eventJson: string
  readonly eventBytes: number
  readonly storageKey: string | undefined
  /** How far its visitor was remembered: 0 for an event without their ids. */
  readonly reach: Reach
}

/** The events that wait: all of them in memory, and in a segment as well where that is possible. */
export interface Queue {
  backlog: Entry[]
  /** Bytes of all that is not settled, whether it waits or is under way. */
  openBytes: number
}

/** Of all that waits in memory. */
const maxOpenBytes = 16_000_000
/** Of what waits in localStorage as well; the rest of its 5,000,000 characters is the page's own. */
export const maxKeptBytes = 2_000_000

/** After this the event is in memory, and kept if it may be and if there is room. */
export const enqueue = (sdk: Queue & Segment & Losses, eventJson: string, reach: Reach): void => {
  const eventBytes = byteLength(eventJson)
  if (eventBytes > maxEventBytes) return drop(sdk, 'too_large', 1)
  if (sdk.openBytes > maxOpenBytes) return drop(sdk, 'queue_full', 1)
  const storageKey = reach > 1 && sdk.openBytes < maxKeptBytes ? keep(sdk, eventJson) : undefined
  if (reach > 1 && !storageKey) count(sdk, 'unstored', 1)
  sdk.backlog.push({ eventJson, reach, storageKey, eventBytes })
  sdk.openBytes += eventBytes
}

/** The next ones, up to so many bytes, but at least one. */
export const take = (sdk: Queue, most: number): readonly Entry[] => {
  let taken = 0
  let sum = 0
  do sum += 1 + (sdk.backlog[taken]?.eventBytes ?? Infinity)
  while (sum <= most && ++taken < maxEnvelopeEvents)
  return sdk.backlog.splice(0, taken || 1)
}

/** They are done with, for better or worse. */
export const settle = (sdk: Queue & Segment, batch: readonly Entry[]): void => {
  for (const { storageKey, eventBytes } of batch) {
    if (storageKey) removeLocal(storageKey)
    sdk.openBytes -= eventBytes
  }
  if (!sdk.openBytes) endLease(sdk)
}
