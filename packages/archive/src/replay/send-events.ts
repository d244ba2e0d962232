import { setTimeout as wait } from 'node:timers/promises'
import { ArchiveError } from '../reader/archive-root.ts'
import type { WireEvent } from './wire-event.ts'

/** Time, for waiting and for keeping to a rate. */
export interface Clock {
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  wait: async (ms, signal) => {
    await wait(ms, undefined, { signal })
  },
}

/** An event as the JSON that is sent. */
export interface WrittenEvent extends Pick<WireEvent, 'userAgent' | 'sdk'> {
  readonly json: string
}

/** What came of some events. */
export interface Sent {
  accepted: number
  /** By the code that the gateway gave. */
  readonly rejected: Map<string, number>
  /** What was not taken by any request, by the reason. */
  readonly skipped: Map<string, number>
  requests: number
  retries: number
}

export interface SendOptions {
  /** Of the gateway; `/v1/events` is added. */
  readonly url: URL
  readonly key: string
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onWait?: ((ms: number, why: string) => void) | undefined
}

const mostTries = 12
const mostWaitMs = 60_000

export const countIn = (counts: Map<string, number>, name: string, many = 1): void =>
  void counts.set(name, (counts.get(name) ?? 0) + many)

/**
 * Sends events in one request, again and again until the gateway has taken them: an answer of 429 or
 * 503 is waited for as long as it asks, a broken connection ever longer. Too large a request is cut
 * in two. Throws when the gateway cannot be made to take them.
 */
export async function sendEvents(
  events: readonly WrittenEvent[],
  sent: Sent,
  options: SendOptions,
): Promise<void> {
  const body = bodyOf(events, options.key)
  for (let attempt = 1; ; attempt++) {
    options.signal.throwIfAborted()
    const answer = await post(body, events[0]?.userAgent, options)
    sent.requests += 1
    if (answer.status === 202) return count(answer.text, events.length, sent)
    if (answer.status === 413) return cutInTwo(events, sent, options)
    const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500
    if (!isPassing || attempt === mostTries) {
      throw new ArchiveError(`the gateway does not take the events: ${explain(answer)}`)
    }
    sent.retries += 1
    const ms = answer.retryAfterMs ?? Math.min(mostWaitMs, 500 * 2 ** attempt)
    options.onWait?.(ms, explain(answer))
    await options.clock.wait(ms, options.signal)
  }
}

function bodyOf(events: readonly WrittenEvent[], key: string): string {
  const sdk = events[0]?.sdk
  const head = JSON.stringify({ write_key: key, ...(sdk === undefined ? {} : { sdk }) })
  return `${head.slice(0, -1)},"events":[${events.map(({ json }) => json).join(',')}]}`
}

async function cutInTwo(
  events: readonly WrittenEvent[],
  sent: Sent,
  options: SendOptions,
): Promise<void> {
  if (events.length === 1) return countIn(sent.skipped, 'too large for the gateway')
  const half = Math.ceil(events.length / 2)
  await sendEvents(events.slice(0, half), sent, options)
  await sendEvents(events.slice(half), sent, options)
}

interface Answer {
  /** 0 when there was none. */
  readonly status: number
  readonly text: string
  readonly retryAfterMs: number | undefined
}

async function post(
  body: string,
  userAgent: string | undefined,
  { url, clock, signal }: SendOptions,
): Promise<Answer> {
  try {
    const response = await fetch(new URL('v1/events', url), {
      method: 'POST',
      // Without it, the browser of every event would be this program.
      headers: { 'content-type': 'application/json', 'user-agent': headerOf(userAgent) },
      body,
      signal,
    })
    const text = await response.text()
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), clock.now())
    return { status: response.status, text, retryAfterMs }
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const text = cause instanceof Error ? cause.message : String(cause)
    return { status: 0, text, retryAfterMs: undefined }
  }
}

/** What a header may hold. Whatever else a stored one has, no browser sent. */
const headerOf = (userAgent = ''): string =>
  userAgent.replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, '').trim()

/** Seconds, or a date (RFC 9110, 10.2.3). */
export function parseRetryAfter(text: string | null, nowMs: number): number | undefined {
  if (text === null) return undefined
  if (/^\d{1,6}$/u.test(text)) return Number(text) * 1000
  const dateMs = Date.parse(text)
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}

function count(text: string, events: number, sent: Sent): void {
  const answer = parse(text)
  const accepted = typeof answer['accepted'] === 'number' ? answer['accepted'] : Number.NaN
  const rejected = Array.isArray(answer['rejected']) ? (answer['rejected'] as unknown[]) : []
  if (accepted + rejected.length !== events) {
    throw new ArchiveError(`the gateway answered for other than ${events} events: ${text}`)
  }
  sent.accepted += accepted
  for (const each of rejected) {
    const code = (each as { code?: unknown } | null)?.code
    countIn(sent.rejected, typeof code === 'string' ? code : 'no code')
  }
}

function explain({ status, text }: Answer): string {
  if (status === 0) return text
  const { code, detail } = parse(text)
  const words = [code, detail].filter((each) => typeof each === 'string')
  return `${status}${words.length > 0 ? ` ${words.join(', ')}` : ''}`
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
