import { attempt } from '../platform/attempt.ts'
import { localKeys, readLocal, removeLocal, writeLocal } from '../platform/local-storage.ts'
import type { Losses } from './losses.ts'
import { enqueue, maxKeptBytes, type Queue } from './queue.ts'
import type { Segment } from './segment.ts'

/** How long a lease stays behind that nobody renews; and how long it is at most to the next look. */
const hourMs = 3_600_000

/**
 * When to look again where there was something: there may be more than is listed yet, as another process
 * may still be writing what its page kept.
 */
const againMs = 1000

/** What the looks so far have come to. */
export interface Looks {
  /** Until the next one, if nothing says when; twice as long each time that nothing was found, up to an hour. */
  lookMs?: number
}

/** Takes over the events that nobody holds. Gives the milliseconds until there may be more. */
export const takeOver = (sdk: Segment & Queue & Losses & Looks): number => {
  const now = Date.now()
  let waitMs = (sdk.lookMs = Math.min(hourMs, 2 * (sdk.lookMs ?? againMs)))
  for (const key of localKeys(`${sdk.base} `)) {
    const segment = key.replace(/:\d+$/, '')
    const leftMs = (parseInt(readLocal(segment)) || 0) - now
    if (segment === sdk.segment) continue
    if (leftMs > 0) waitMs = Math.min(waitMs, leftMs)
    else if (segment !== key) {
      const json = readLocal(key)
      // What we could not keep ourselves is better off where it is, and so is what is listed but
      // cannot be read now.
      if (json && sdk.openBytes <= maxKeptBytes) {
        waitMs = sdk.lookMs = againMs
        writeLocal(segment, `${now} ${sdk.instanceId}`)
        // First, because a full storage has no room for both.
        removeLocal(key)
        // One broken text would have the gateway refuse a whole envelope.
        if (attempt(() => JSON.parse(json) as unknown)) enqueue(sdk, json, 2)
      }
    } else if (leftMs < -hourMs) removeLocal(key)
  }
  return waitMs
}
