import { Pool } from 'undici'
import { agent, createPageBodies } from './page-bodies.ts'
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
  const nextBody = createPageBodies(512, eventsPerRequest)
  const pool = new Pool(url, { connections, pipelining: 1 })
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  const headers = { 'content-type': 'application/json', 'user-agent': agent }
  const run = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      const body = nextBody()
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
