import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { usualEvent } from '@weir/schema/corpus'
import type { Ledger } from './ledger.ts'
import type { Random } from '@weir/local/random'

/** Clients that send without end until they are stopped. */
export interface Load {
  stop(): Promise<void>
}

/** Every request is written into the ledger before it is sent, and again when it is acknowledged. */
export function startLoad(options: {
  url: string
  clients: number
  random: Random
  ledger: Ledger
  life: string
}): Load {
  const { url, clients, random, ledger, life } = options
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const events = makeEvents(random)
      for (const { event, isValid } of events) ledger.sent(event.event_id, event, { isValid, life })
      const status = await send(url, events, random)
      // No answer says nothing: the events may be stored, and must not count as promised.
      if (status === undefined) return
      // 503 says that nothing was stored; any other refusal is a fault of the gateway.
      if (status !== 202 && status !== 503) throw new Error(`the gateway answered ${status}`)
      if (status === 202) for (const { event } of events) ledger.acknowledged(event.event_id)
    }
  }
  const running = Promise.all(Array.from({ length: clients }, run))
  return {
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

function makeEvents(random: Random): Sent[] {
  return Array.from({ length: random.pick([1, 1, 1, 3, 10, 40]) }, () => {
    const isValid = !random.chance(0.1)
    const event = {
      ...usualEvent,
      event_id: randomUUID(),
      event_type: random.pick(['page_view', 'click', 'add_to_cart']),
      timestamp: new Date().toISOString(),
      anonymous_id: `a-${random.between(1, 50)}`,
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
