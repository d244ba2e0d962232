import type { FakeClock } from './fake-clock.ts'
import type { FakeGateway } from './fake-gateway.ts'

/** Where requests go, and the time that they may take. */
export type Receiver = Pick<FakeGateway, 'receive'>
export type Timers = Pick<FakeClock, 'set' | 'clear'>

/** What a page needs to know of itself to let its requests live or die. */
export interface PageLife {
  /** Gone for good: nobody hears an answer. */
  isGone: boolean
  /** In the back/forward cache: answers wait. */
  isFrozen: boolean
  readonly thawed: Promise<void>
}

export interface FetchInit {
  readonly body: string
  readonly keepalive: boolean
  readonly signal: { readonly timeoutMs: number } | null
}

export interface FakeNetwork {
  fetch(url: string, init: FetchInit): Promise<object>
  sendBeacon(url: string, body: string): boolean
  readonly inFlight: number
}

const budgetBytes = 65_536

/** `fetch` and `sendBeacon` of one page, with the budget that Chromium and WebKit keep. */
export function createFakeNetwork(life: PageLife, gateway: Receiver, clock: Timers): FakeNetwork {
  let inFlight = 0
  /** Resolves with what the page hears; never, when it is gone. */
  const hear = async <T>(outcome: Promise<T>): Promise<T> => {
    const settled = await outcome.then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error
      },
    )
    if (life.isFrozen) await life.thawed
    return life.isGone ? new Promise<T>(() => undefined) : settled()
  }
  /** The same outcome, unless it takes too long. */
  const within = async <T>(signal: FetchInit['signal'], outcome: Promise<T>): Promise<T> => {
    const timedOut = Promise.withResolvers<never>()
    const end = () => timedOut.reject(new DOMException('', 'TimeoutError'))
    const timer = signal ? clock.set(end, signal.timeoutMs) : undefined
    return Promise.race([outcome, timedOut.promise]).finally(() => clock.clear(timer))
  }
  return {
    async fetch(_url, { body, keepalive, signal }) {
      const bytes = keepalive ? Buffer.byteLength(body) : 0
      if (inFlight + bytes > budgetBytes) throw new TypeError('keepalive budget')
      inFlight += bytes
      const sent = gateway.receive(body, () => keepalive || !(life.isGone || life.isFrozen))
      const { status, headers } = await hear(within(signal, sent)).finally(() => {
        inFlight -= bytes
      })
      return {
        ok: status >= 200 && status < 300,
        status,
        headers: { get: (name: string) => headers[name] ?? null },
        text: async () => Promise.resolve('{}'),
      }
    },
    sendBeacon(_url, body) {
      const bytes = Buffer.byteLength(body)
      if (inFlight + bytes > budgetBytes) return false
      inFlight += bytes
      const release = () => {
        inFlight -= bytes
      }
      void gateway.receive(body, () => true).then(release, release)
      return true
    },
    get inFlight() {
      return inFlight
    },
  }
}
