import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Envelope, WireEvent } from './fake-gateway.ts'

export interface Page {
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A site whose pages carry the script, and the collector that they send to. */
export interface CollectSite {
  readonly port: number
  readonly pages: Map<string, Page>
  /** Everything accepted so far. */
  readonly events: readonly WireEvent[]
  /** The methods that the collector was asked with: a preflight would be OPTIONS. */
  readonly methods: ReadonlySet<string>
  /** What the collector answers. */
  status: number
  readonly close: () => Promise<void>
}

export async function serveCollectSite(script: string): Promise<CollectSite> {
  const pages = new Map<string, Page>()
  const events: WireEvent[] = []
  const methods = new Set<string>()

  const collect = async (request: IncomingMessage, response: ServerResponse) => {
    methods.add(request.method ?? '')
    const body = Buffer.concat(await request.toArray()).toString()
    const { status } = site
    if (request.method === 'POST' && status < 300)
      events.push(...(JSON.parse(body) as Envelope).events)
    response.writeHead(status, { 'access-control-allow-origin': '*' }).end('{"accepted":1}')
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/v1/events') return void collect(request, response)
    if (pathname === '/weir.js') {
      const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }
      return void response.writeHead(200, headers).end(script)
    }
    if (pathname === '/favicon.ico') return void response.writeHead(204).end()
    const page = pages.get(pathname)
    const headers = { 'content-type': 'text/html; charset=utf-8', ...page?.headers }
    return void response.writeHead(page ? 200 : 404, headers).end(page?.html)
  }
  const server = createServer(answer)
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const site: CollectSite = {
    status: 202,
    port: (server.address() as AddressInfo).port,
    pages,
    events,
    methods,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return site
}
