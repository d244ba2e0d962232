import { type Envelope, maxEnvelopeBytes } from '@weir/schema'
import { tell } from '../platform/hub.ts'
import { sdkName, sdkVersion } from '../version.ts'
import { count, drop, type Losses } from './losses.ts'
import { type Entry, type Queue, settle, take } from './queue.ts'
import type { Segment } from './segment.ts'
import { post, room, type Transport } from './transport.ts'

/** How much is sent at a time, and when: what the answers so far have taught. */
export interface Pace {
  /** Bytes of a request. */
  limit: number
  /** Failures in a row. */
  failures: number
  /** The gateway has asked to be left alone until then; milliseconds since the epoch. */
  notBefore: number
  /** When the next attempt is due. */
  dueAt: number
  /** The page has gone, if it does not come back out of the back/forward cache. */
  hasLeft?: boolean
  /** Resolves when all requests so far have ended. */
  underWay: Promise<unknown>
}

export type Sending = Queue & Segment & Losses & Transport & Pace

/** Half of what may outlive a page: the other half stays free for what happens at its end. */
export const usualBytes = 30_000
/** What an envelope takes at most beside its events: a write key has up to 128 characters. */
const headBytes = 1000

const firstPauseMs = 1000
const longestPauseMs = 60_000
/** A page that lives so long after its end has come back. */
const backMs = 3000
/** A gateway that asks for more is mistaken. */
const longestAskedMs = 3_600_000

/** The events are put in as they were kept: nothing is parsed or written a second time. */
const envelopeOf = (sdk: Sending, batch: readonly Entry[]): string => {
  const envelope: Envelope = {
    write_key: sdk.writeKey,
    sent_at: new Date().toISOString(),
    sdk: { name: sdkName, version: sdkVersion },
    dropped: sdk.dropCounts,
    events: [],
  }
  return `${JSON.stringify(envelope).slice(0, -2)}${batch.map(({ eventJson }) => eventJson).join()}]}`
}

/** Milliseconds that a Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); 0 for none. */
const askedMs = (retryAfter?: string | null): number =>
  Math.min(
    longestAskedMs,
    Math.max(0, Number(retryAfter) * 1000 || Date.parse(retryAfter as string) - Date.now() || 0),
  )

/** Sends a batch and does what the answer asks for. False when nothing more is worth trying now. */
const send = async (sdk: Sending, batch: readonly Entry[], isLast: boolean): Promise<boolean> => {
  const dropped = sdk.dropCounts
  const body = envelopeOf(sdk, batch)
  sdk.dropCounts = {}
  const { reply, answer } = await post(sdk, body, isLast)
  const status = reply?.status ?? 0
  const reason = `http_${status}`
  const events = batch.length
  tell(sdk.reportHub, { events, reason, answer })
  if (reply?.ok) {
    settle(sdk, batch)
    sdk.failures = sdk.notBefore = 0
    return true
  }
  for (const each in dropped) count(sdk, each, dropped[each] as number)
  const isTooLarge = status === 413 && events > 1
  if (!isTooLarge && /4(?!08|25|29)../.test(reason)) {
    settle(sdk, batch)
    drop(sdk, reason, events)
    return true
  }
  if (isTooLarge) sdk.limit = body.length / 2
  else {
    sdk.notBefore = Date.now() + askedMs(reply?.headers.get('retry-after'))
    // Full jitter: browsers that have failed together must not come back together.
    const mostMs = Math.min(longestPauseMs, firstPauseMs * 2 ** sdk.failures++)
    sdk.dueAt = sdk.notBefore + Math.random() * mostMs
    // A beacon has no answer, and what Firefox rejects now has often arrived. Sent again while the page
    // ends, it would come a third time from the next page; this one may yet come back.
    if (sdk.hasLeft) await new Promise((resolve) => setTimeout(resolve, backMs))
  }
  // Behind what was not tried: nothing can block the rest.
  sdk.backlog.push(...batch)
  return isTooLarge
}

const sendUpTo = (sdk: Sending, bytes: number, isLast: boolean): Promise<boolean> => {
  const sent = send(sdk, take(sdk, bytes - headBytes), isLast)
  sdk.underWay = sdk.underWay.then(() => sent)
  return sent
}

/** Sends one batch, if one waits and may be sent. False when nothing more is worth trying now. */
export const sendNext = async (sdk: Sending): Promise<unknown> =>
  sdk.backlog[0] && Date.now() >= sdk.notBefore && sendUpTo(sdk, sdk.limit, false)

/** Starts to send all that waits before it returns: the page may be about to end. */
export const sendAll = (sdk: Sending): void => {
  while (sdk.backlog[0]) {
    // The rest goes in one, which the browser may cut off; what it cuts off is still kept.
    void sendUpTo(sdk, room(sdk) > sdk.limit ? sdk.limit : maxEnvelopeBytes, true)
  }
}
