import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { usualEvent } from '@weir/schema/corpus'
import type { Ledger } from './ledger.ts'
import type { Random } from '@weir/local/random'

/** Clients that send without end until they are stopped. */
export interface Load {
  /** Answers so far, by status. */
  readonly answers: ReadonlyMap<number, number>
  /** Whether no client sends any more. */
  readonly isOver: () => boolean
  stop(): Promise<void>
}

export interface LoadOptions {
  readonly url: string
  /** How many send at once; each has visitors of its own. */
  readonly clients: number
  readonly random: Random
  readonly ledger: Ledger
  /** Which gateway this is, for the ledger. */
  readonly life: string
  /** Whether a client goes on when it gets no answer. Default: the gateway is gone, and so is it. */
  readonly goesOn?: boolean
}

/** Of each client: enough to be spread over the shards. */
const visitorsEach = 4

/** Every request is written into the ledger before it is sent, and again when it is acknowledged. */
export function startLoad(options: LoadOptions): Load {
  const { url, clients, random, ledger, life, goesOn = false } = options
  const stopping = new AbortController()
  const answers = new Map<number, number>()
  const run = async (client: number) => {
    const makeEvents = createVisitors(`${life} client ${client}`, random)
    while (!stopping.signal.aborted) {
      const events = makeEvents()
      for (const { event, isValid } of events) ledger.sent(event.event_id, event, { isValid, life })
      const status = await send(url, events, random)
      // No answer says nothing: the events may be stored, and must not count as promised.
      if (status === undefined && goesOn) continue
      if (status === undefined) return
      answers.set(status, (answers.get(status) ?? 0) + 1)
      // 503 says that nothing was stored; any other refusal is a fault of the gateway.
      if (status !== 202 && status !== 503) throw new Error(`the gateway answered ${status}`)
      if (status === 202) for (const { event } of events) ledger.acknowledged(event.event_id)
    }
  }
  const running = Promise.all(Array.from({ length: clients }, (_each, client) => run(client)))
  let isOver = false
  running
    .catch(() => stopping.abort())
    .finally(() => {
      isOver = true
    })
  return {
    answers,
    isOver: () => isOver,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

interface Sent {
  readonly event: { readonly event_id: string }
  readonly isValid: boolean
}

/** Visitors who number their events; one request at a time, so that there is an order to keep. */
function createVisitors(name: string, random: Random): () => Sent[] {
  const counts = Array.from({ length: visitorsEach }, () => 0)
  return () =>
    Array.from({ length: random.pick([1, 1, 1, 3, 10, 40]) }, () => {
      const isValid = !random.chance(0.1)
      const visitor = random.between(0, visitorsEach - 1)
      const seq = counts[visitor] ?? 0
      counts[visitor] = seq + 1
      const event = {
        ...usualEvent,
        event_id: randomUUID(),
        event_type: random.pick(['page_view', 'click', 'add_to_cart']),
        timestamp: new Date().toISOString(),
        anonymous_id: `${name} visitor ${visitor}`,
        seq,
        properties: { note: 'x'.repeat(random.between(0, 600)), emoji: '🛒' },
        ...(isValid ? {} : { page_url: 'nonsense' }),
      }
      return { event, isValid }
    })
}

/** The status of the answer, or undefined when none came. */
async function send(
  url: string,
  events: readonly Sent[],
  random: Random,
): Promise<number | undefined> {
  const body = JSON.stringify({ write_key: 'wk_demo', events: events.map(({ event }) => event) })
  const zipped = random.chance(0.3)
  try {
    const answer = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: {
        'content-type': random.pick(['application/json', 'text/plain']),
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      },
      body: zipped ? gzipSync(body) : body,
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined // Killed while it answered.
  }
}
