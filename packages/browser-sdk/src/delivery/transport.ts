import type { Configured } from '../options.ts'

/** What requests may hold that outlive their page, and how the last one went. */
export interface Transport extends Configured {
  /** Bytes that are under way with keepalive, by our own count: nobody else tells. */
  inFlight: number
  /** Whether the last request was one with keepalive, and had no answer. */
  wasRefused?: boolean
}

/** How a request ended; without a reply, it had no answer. */
export interface Answer {
  readonly reply: Response | undefined
  readonly answer: string
}

/** Browsers allow 65,536 bytes, shared with whatever else the page sends with keepalive. */
const keepaliveBytes = 61_440
const timeoutMs = 30_000

/** Bytes that may still be sent by a page that ends. */
export const room = (sdk: Transport): number => keepaliveBytes - sdk.inFlight

export const byteLength = (text: string): number => new TextEncoder().encode(text).length

/** Starts the request before it returns: when `isLast`, there may be no later. */
export const post = async (sdk: Transport, body: string, isLast: boolean): Promise<Answer> => {
  const url = `${sdk.endpoint}/v1/events`
  const bytes = byteLength(body)
  // Firefox gives room back late, and some televisions refuse keepalive: without it next time.
  const keepalive = bytes <= room(sdk) && (isLast || !sdk.wasRefused)
  const held = keepalive ? bytes : 0
  let reply: Response | undefined
  let answer = ''
  sdk.inFlight += held
  try {
    // A beacon has a room of its own in Firefox, and none here elsewhere. Nobody hears its answer.
    if (keepalive || !isLast || !navigator.sendBeacon(url, body)) {
      // Text goes as text/plain and no header is ours, so that no preflight is needed.
      reply = await fetch(url, {
        method: 'POST',
        body,
        keepalive,
        credentials: sdk.credentials as RequestCredentials,
        // Where this is missing, the browser alone ends a request that hangs.
        signal: AbortSignal.timeout?.(timeoutMs),
      })
      // An answer that is not read keeps its share of the browser's room.
      answer = await reply.text()
    }
  } catch {
    // No answer, or one that was cut off: its status counts.
  }
  sdk.inFlight -= held
  sdk.wasRefused = keepalive && !reply
  return { reply, answer }
}
