import {
  createServer,
  Agent,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerOf, type Fault } from './fault.ts'

/** A POST of events that came from a page. */
export interface SeenRequest {
  readonly origin: string | undefined
  readonly bytes: number
  readonly body: string
  /** When its body had come, by `performance.now()`. */
  readonly atMs: number
  /** What the page was answered; undefined for a connection that was reset. */
  readonly status: number | undefined
}

/** The way to a gateway, with faults on demand. */
export interface FaultProxy {
  readonly url: string
  /** What happens to requests from now on. */
  fault: Fault
  /** Events that were posted, in the order in which they were answered. */
  readonly seen: SeenRequest[]
  /** How long nothing has been under way, in milliseconds; 0 while something is. */
  readonly idleMs: () => number
  /** Closes the port: connections are refused until `listen`. */
  refuse(): Promise<void>
  listen(): Promise<void>
  close(): Promise<void>
}

/** How long every answer takes: on the loopback, a page would hardly leave while one is under way. */
const roundTripMs = 40

/** `bodyOf` is what it says with a refusal. Default: what the gateway would. */
export async function startFaultProxy(
  gatewayUrl: string,
  bodyOf?: (status: number) => string,
): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true })
  const seen: SeenRequest[] = []
  let port = 0
  let open = 0
  let lastEnd = performance.now()
  let fault: Fault = { kind: 'none' }
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    open++
    response.once('close', () => {
      open--
      lastEnd = performance.now()
    })
    void serve({ request, response, fault, agent, gatewayUrl, seen, bodyOf })
  }
  let server: Server = createServer(take)
  const listen = async (): Promise<void> => {
    server = createServer(take)
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
    port = (server.address() as AddressInfo).port
  }
  const refuse = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
  await listen()
  return {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
    },
    seen,
    idleMs: () => (open > 0 ? 0 : performance.now() - lastEnd),
    refuse,
    listen,
    async close() {
      await refuse()
      agent.destroy()
    },
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly fault: Fault
  readonly agent: Agent
  readonly gatewayUrl: string
  readonly seen: SeenRequest[]
  readonly bodyOf: ((status: number) => string) | undefined
}

async function serve(exchange: Exchange): Promise<void> {
  const { request, response, fault, seen } = exchange
  const { origin } = request.headers
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return // The page has gone in the middle of its request.
  }
  const body = Buffer.concat(chunks)
  const isEvents = request.method === 'POST'
  const note = (status: number | undefined): void => {
    if (!isEvents) return
    seen.push({
      origin,
      bytes: body.length,
      body: body.toString(),
      atMs: performance.now(),
      status,
    })
  }
  if (isEvents && fault.kind === 'reset') {
    note(undefined)
    request.socket.resetAndDestroy()
    return
  }
  const answer = isEvents ? answerOf(fault, { origin, bytes: body.length }) : undefined
  if (answer !== undefined) {
    const { status, headers, body: text } = answer
    note(status)
    const refuse = (): unknown =>
      response.writeHead(status, headers).end(exchange.bodyOf?.(status) ?? text)
    setTimeout(refuse, roundTripMs)
    return
  }
  forward(exchange, body, note)
}

function forward(
  { request, response, fault, agent, gatewayUrl }: Exchange,
  body: Buffer,
  note: (status: number | undefined) => void,
): void {
  const { method, headers, url } = request
  const onward = httpRequest(`${gatewayUrl}${url}`, { method, headers, agent }, (reply) => {
    note(reply.statusCode)
    const pass = (): void => {
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(response)
    }
    setTimeout(pass, fault.kind === 'slow' ? fault.ms : roundTripMs)
  })
  onward.once('error', () => response.destroy())
  onward.end(body)
}
