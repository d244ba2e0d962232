import { readLocal, removeLocal, writeLocal } from '../platform/local-storage.ts'
import { uuid } from '../platform/uuid.ts'
import type { Numbering, Previous } from './numbering.ts'

/**
 * The part of localStorage where the events of one tab wait, so that they outlive their page. One
 * key for each event: writing one touches no other, so there is nothing to lock and nothing to tear.
 *
 *   <base>                   the last event of this browser: its instance and its seq
 *   <base> <segment>         a lease: until when, and who holds the segment
 *   <base> <segment>:<n>     an event
 *
 * With a space, which no address holds: `<base>:` is also how that of another port begins.
 *
 * A tab says in its lease until when it will be heard of again. After that any other tab may move
 * the events into a segment of its own, and leaves its name in the lease. Whoever comes back later,
 * a frozen tab or a page out of the back/forward cache, sees that in the lease and lets go.
 */
export interface Segment extends Numbering {
  /** Its key. */
  segment: string
  /** How many events were kept so far: the number of the next one. */
  kept: number
  /** Whether anything was kept there that is not settled. */
  isInUse?: boolean
}

export const newSegment = (base: string): string => `${base} ${uuid()}`

/** Keeps an event and gives its key; undefined when it cannot be. */
export const keep = (sdk: Segment, json: string): string | undefined => {
  const key = `${sdk.segment}:${sdk.kept++}`
  if (!writeLocal(key, json)) return undefined
  sdk.isInUse = true
  return key
}

/** Promises to be heard of again within this time, and notes how far the numbers have come. */
export const lease = (sdk: Segment, ms: number): void => {
  const { instanceId: instance_id, seq } = sdk
  if (!sdk.isInUse) return
  writeLocal(sdk.segment, `${Date.now() + ms} ${instance_id}`)
  const last: Previous = { instance_id, last_seq: seq - 1 }
  // What it holds may all be of others.
  if (seq) writeLocal(sdk.base, JSON.stringify(last))
}

/** Nothing waits any more. */
export const endLease = (sdk: Segment): void => {
  removeLocal(sdk.segment)
  sdk.isInUse = false
}

/** Begins another segment when a tab has moved the events of this one away: they are its to send. */
export const letGo = (sdk: Segment): void => {
  const text = readLocal(sdk.segment)
  if (text && !text.includes(sdk.instanceId)) {
    sdk.segment = newSegment(sdk.base)
    sdk.isInUse = false
  }
}
