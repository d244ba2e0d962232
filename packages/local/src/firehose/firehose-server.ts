import { type Listener, listen } from '../http/listener.ts'
import type { Exchange } from '../http/exchange.ts'
import { isLocal } from '../http/is-local.ts'
import { type Firehose, type FirehoseOptions, startFirehose } from './firehose.ts'

export interface FirehoseServerOptions extends FirehoseOptions {
  /** Of the status. Default: 0, any free port. */
  readonly port?: number | undefined
}

/** A Firehose, and its status over HTTP on 127.0.0.1. */
export interface FirehoseServer extends Firehose {
  readonly url: string
}

function answer(exchange: Exchange, firehose: Firehose): void {
  const json = (status: number, value: unknown): void =>
    exchange.answer(
      status,
      { 'content-type': 'application/json', ...readableBy(exchange) },
      JSON.stringify(value),
    )
  if (!isLocal(exchange)) return json(403, { error: 'the status is for this machine only' })
  const asked = `${exchange.method} ${exchange.url.pathname}`
  if (asked === 'GET /weir/status') return json(200, firehose.status())
  if (asked === 'GET /weir/health') return json(200, { status: 'ok' })
  return json(404, { error: `no such thing: ${asked}` })
}

/** A page of this machine, on another port, may show the status. */
function readableBy(exchange: Exchange): Record<string, string> {
  const origin = exchange.header('origin')
  if (origin === undefined || !isLocal(exchange)) return {}
  return { 'access-control-allow-origin': origin, vary: 'origin' }
}

export async function startFirehoseServer(options: FirehoseServerOptions): Promise<FirehoseServer> {
  // The port comes first: who finds it taken must not have touched the other's files.
  const begin = Promise.withResolvers<Firehose>()
  begin.promise.catch(() => {})
  const listener: Listener = await listen(options.port ?? 0, async (exchange) =>
    answer(exchange, await begin.promise),
  )
  try {
    const firehose = await startFirehose(options)
    begin.resolve(firehose)
    return {
      ...firehose,
      url: `http://127.0.0.1:${listener.port}`,
      async drain() {
        const inTime = await firehose.drain()
        await listener.close()
        return inTime
      },
    }
  } catch (error) {
    begin.reject(error)
    await listener.close()
    throw error
  }
}
