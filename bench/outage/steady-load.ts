import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'undici'
import { agent, createPageBodies } from '../gateway/page-bodies.ts'

/** A load that goes on while things happen, as fast as it is answered or as fast as it is told. */
export interface SteadyLoad {
  /** Events a second; undefined is as many as are taken. */
  pace(eventsPerSecond: number | undefined): void
  /** Answers what has broken it, if anything has. It may be asked again. */
  stop(): Promise<Error | undefined>
}

export interface SteadyLoadOptions {
  readonly url: string
  readonly eventsPerRequest: number
  readonly connections: number
}

export function startSteadyLoad(options: SteadyLoadOptions): SteadyLoad {
  const { url, eventsPerRequest, connections } = options
  const nextBody = createPageBodies(64, eventsPerRequest)
  const pool = new Pool(url, { connections, pipelining: 1 })
  const headers = { 'content-type': 'application/json', 'user-agent': agent }
  const stopping = new AbortController()
  const pacing = { rate: Infinity, since: performance.now(), sent: 0 }
  /** When the next request is due. */
  const turn = async () => {
    const dueMs = pacing.since + (pacing.sent / pacing.rate) * 1000
    pacing.sent += eventsPerRequest
    const waitMs = dueMs - performance.now()
    if (waitMs > 0) await delay(waitMs)
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      await turn()
      const body = nextBody()
      const answer = await pool.request({ method: 'POST', path: '/v1/events', headers, body })
      await answer.body.dump()
    }
  }
  // Who stops it is told what broke it: until then nobody listens, which would end the whole program.
  const running = Promise.all(Array.from({ length: connections }, run)).then(
    () => undefined,
    (error: unknown) => new Error('the load broke off', { cause: error }),
  )
  const end = async (): Promise<Error | undefined> => {
    stopping.abort()
    const broken = await running
    await pool.destroy()
    return broken
  }
  let ended: Promise<Error | undefined> | undefined
  return {
    pace(eventsPerSecond = Infinity) {
      Object.assign(pacing, { rate: eventsPerSecond, since: performance.now(), sent: 0 })
    },
    stop: () => (ended ??= end()),
  }
}
