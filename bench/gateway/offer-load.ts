import { randomUUID } from 'node:crypto'
import { usualEvent } from '@weir/schema/corpus'
import { Pool } from 'undici'
import { median } from './sample.ts'

export interface LoadOptions {
  readonly url: string
  readonly eventsPerRequest: number
  readonly connections: number
  readonly seconds: number
}

/** Keeps so many connections busy for so long; every answer must be 202. */
export async function offerLoad(options: LoadOptions): Promise<{
  events: number
  latency: { p50: number; p99: number }
}> {
  const { url, eventsPerRequest, connections, seconds } = options
  // As many visitors as a load has: with few, their records wait behind each other.
  const bodies = Array.from({ length: 512 }, () => makeBody(eventsPerRequest))
  const pool = new Pool(url, { connections, pipelining: 1 })
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  const headers = { 'content-type': 'application/json', 'user-agent': agent }
  let next = 0
  const run = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      const body = bodies[next++ % bodies.length] ?? ''
      const answer = await pool.request({ method: 'POST', path: '/v1/events', headers, body })
      await answer.body.dump()
      if (answer.statusCode !== 202) throw new Error(`status ${answer.statusCode}`)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: connections }, run))
  await pool.close()
  const sorted = times.toSorted((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
  return { events: times.length * eventsPerRequest, latency: { p50: median(times), p99 } }
}

export const agent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** About 700 bytes an event, as a page with an SDK sends them. */
export function makeBody(count: number): string {
  const visitor = randomUUID()
  const events = Array.from({ length: count }, (_each, seq) => ({
    ...usualEvent,
    event_id: randomUUID(),
    event_type: 'click',
    timestamp: new Date().toISOString(),
    anonymous_id: visitor,
    seq,
    properties: { element: 'button', text: 'Add to cart', x: 640, y: 360, sku: 'MUG-1' },
  }))
  return JSON.stringify({ write_key: 'wk_demo', sent_at: new Date().toISOString(), events })
}
