import { readLocal, removeLocal, writeLocal } from '../platform/local-storage.ts'
import { uuid } from '../platform/uuid.ts'
import type { Numbering } from './numbering.ts'

/**
 * The part of localStorage where events wait, so that they outlive their page. One key for each
 * event: writing one touches no other, so there is nothing to lock and nothing to tear.
 *
 *   <base>                   the last event of this browser: its instance and its seq
 *   <base>:<segment>         a lease: until when, and who holds the segment
 *   <base>:<segment>:<seq>   an event
 *
 * A segment belongs to one tab, which says in the lease until when it will be heard of again. After
 * that any tab may take the segment over, by writing a lease of its own. Whoever comes back later,
 * a frozen tab or a page out of the back/forward cache, sees that in the lease and lets go.
 */
export interface Segments extends Numbering {
  /** The key of the segment that new events go to, while it is held. */
  segment: string
  /** The segments that are ours to send. */
  readonly held: Set<string>
}

export const segmentOf = (key: string): string => key.replace(/:\d+$/, '')

/** Keeps an event, the last one that was numbered, and gives its key; undefined when it cannot be. */
export function keep(sdk: Segments, text: string): string | undefined {
  if (!sdk.held.has(sdk.segment)) sdk.segment = `${sdk.base}:${uuid()}`
  const key = `${sdk.segment}:${sdk.seq}`
  if (!writeLocal(key, text)) return undefined
  sdk.held.add(sdk.segment)
  return key
}

/** Promises to be heard of again within this time. */
export function lease(sdk: Segments, ms: number): void {
  sdk.held.forEach((segment) => writeLocal(segment, `${Date.now() + ms} ${sdk.instanceId}`))
}

/** Nothing waits any more. The leases of others stay a while, for them to see when they come back. */
export function endLease(sdk: Segments): void {
  sdk.held.clear()
  removeLocal(sdk.segment)
}

/** Lets go of the segments that other tabs have taken over, and names them. */
export function letGo(sdk: Segments): readonly string[] {
  const lost = [...sdk.held].filter((segment) => {
    const text = readLocal(segment)
    return text && !text.endsWith(sdk.instanceId)
  })
  lost.forEach((segment) => sdk.held.delete(segment))
  return lost
}
