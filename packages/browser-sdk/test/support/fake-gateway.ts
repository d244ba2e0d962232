import type { FakeClock } from './fake-clock.ts'

/** What a request meets. */
export type Mood =
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Record<string, string> }
  /** The request never arrives. */
  | { readonly kind: 'unreachable' }
  /** The request arrives, its answer does not. */
  | { readonly kind: 'answer_lost' }
  /** Nothing happens, until the page gives up. */
  | { readonly kind: 'silent' }

export interface Envelope {
  readonly write_key: string
  readonly sent_at: string
  readonly dropped?: Readonly<Record<string, number>>
  readonly events: readonly WireEvent[]
}

export interface WireEvent extends Readonly<Record<string, unknown>> {
  readonly event_id: string
  readonly event_type: string
  readonly session_id: string
  readonly seq: number
  readonly instance_id: string
  readonly properties?: Readonly<Record<string, unknown>>
}

export interface Arrived {
  readonly body: string
  readonly bytes: number
  readonly at: number
  readonly status: number
}

/** Stands where the gateway stands, and does to requests what a test wants. */
export interface FakeGateway {
  mood: Mood | ((request: { readonly bytes: number }) => Mood)
  /** How long an answer takes. */
  latencyMs: number
  readonly requests: readonly Arrived[]
  /** The accepted envelopes, in order. */
  readonly envelopes: readonly Envelope[]
  /** The accepted events, in order, duplicates included. */
  readonly events: readonly WireEvent[]
  /**
   * The status, when the answer arrives; rejects when none does. `isSent` is asked when the request
   * would arrive: the browser may have cut it off.
   */
  receive(
    body: string,
    isSent: () => boolean,
  ): Promise<{ status: number; headers: Record<string, string> }>
}

export const ok: Mood = { kind: 'answer', status: 202 }
export const answer = (status: number, headers: Record<string, string> = {}): Mood => ({
  kind: 'answer',
  status,
  headers,
})

export function createFakeGateway(clock: FakeClock): FakeGateway {
  const requests: Arrived[] = []
  const envelopes: Envelope[] = []
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.set(resolve, ms))
  const gateway: FakeGateway = {
    mood: ok,
    latencyMs: 5,
    requests,
    envelopes,
    get events() {
      return envelopes.flatMap(({ events }) => events)
    },
    async receive(body, isSent) {
      const bytes = Buffer.byteLength(body)
      const mood = typeof gateway.mood === 'function' ? gateway.mood({ bytes }) : gateway.mood
      if (mood.kind === 'silent') return new Promise(() => undefined)
      await wait(gateway.latencyMs)
      if (mood.kind === 'unreachable' || !isSent()) throw new TypeError('Failed to fetch')
      const status = mood.kind === 'answer' ? mood.status : 202
      requests.push({ body, bytes, at: clock.now(), status })
      if (status < 300) envelopes.push(JSON.parse(body) as Envelope)
      if (mood.kind === 'answer_lost') throw new TypeError('Failed to fetch')
      return { status, headers: mood.headers ?? {} }
    },
  }
  return gateway
}
