import { attempt } from '../platform/attempt.ts'
import { localKeys, readLocal, removeLocal } from '../platform/local-storage.ts'
import { add, type Queue } from './queue.ts'
import { segmentOf, type Segments } from './segments.ts'

/** How long a lease stays behind that nobody renews; and how long it is to the next look. */
const hourMs = 3_600_000

/** Takes over what nobody holds. Gives the milliseconds until there may be more. */
export function takeOver(sdk: Segments & Queue): number {
  const held = new Set(sdk.held)
  let waitMs = hourMs
  for (const key of localKeys(`${sdk.base}:`)) {
    const segment = segmentOf(key)
    const json = readLocal(key)
    const leftMs = parseInt(readLocal(segment)) - Date.now()
    if (held.has(segment)) continue
    if (leftMs > 0) waitMs = Math.min(waitMs, leftMs)
    // One broken text would have the gateway refuse a whole envelope.
    else if (segment !== key && attempt(() => JSON.parse(json) as unknown)) {
      sdk.held.add(segment)
      add(sdk, json, key)
    } else if (segment !== key || leftMs < -hourMs) removeLocal(key)
  }
  return waitMs
}
