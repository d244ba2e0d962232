import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'undici'
import { agent, createPageBodies } from '../gateway/page-bodies.ts'

export interface PacedLoadOptions {
  readonly url: string
  readonly eventsPerSecond: number
  readonly eventsPerRequest: number
  readonly connections: number
  readonly seconds: number
}

export interface PacedLoad {
  /** Events whose answer was 202. */
  readonly accepted: number
  /** Requests that were answered otherwise. */
  readonly refused: number
  /** From the moment a request was due, so that one that had to wait for its turn counts. */
  readonly answerMs: readonly number[]
}

/** Sends at a fixed rate, whether or not what was sent before is answered. */
export async function offerPacedLoad(options: PacedLoadOptions): Promise<PacedLoad> {
  const { url, eventsPerSecond, eventsPerRequest, connections, seconds } = options
  const nextBody = createPageBodies(64, eventsPerRequest)
  const pool = new Pool(url, { connections, pipelining: 1 })
  const headers = { 'content-type': 'application/json', 'user-agent': agent }
  const answerMs: number[] = []
  let refused = 0
  const send = async (body: string, dueMs: number): Promise<void> => {
    const answer = await pool.request({ method: 'POST', path: '/v1/events', headers, body })
    await answer.body.dump()
    answerMs.push(performance.now() - dueMs)
    if (answer.statusCode !== 202) refused += 1
  }
  const startMs = performance.now()
  const requests = Math.round((eventsPerSecond * seconds) / eventsPerRequest)
  const under: Promise<void>[] = []
  for (let n = 0; n < requests; n++) {
    const dueMs = startMs + (n / requests) * seconds * 1000
    // A timer may end a little early: it counts whole milliseconds, from when its turn began.
    const leftMs = () => dueMs - performance.now()
    for (let left = leftMs(); left > 0; left = leftMs()) await delay(left)
    under.push(send(nextBody(), dueMs))
  }
  await Promise.all(under)
  await pool.close()
  return { accepted: (requests - refused) * eventsPerRequest, refused, answerMs }
}
