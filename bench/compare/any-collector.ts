import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { Collector, RejectedRecord, StoredRecord } from '@weir/e2e/collector/collector'
import { startFaultProxy } from '@weir/e2e/collector/fault-proxy'
import { stepName } from '@weir/e2e/site/page-script'
import type { Sighting, Subject } from './subjects/subject.ts'

/** What the collector has taken, and what it could not read. */
interface Taken {
  readonly stored: StoredRecord[]
  readonly unread: RejectedRecord[]
}

/**
 * A collector that takes what this SDK sends and answers what it expects, behind the same way with
 * faults as the gateway of the delivery matrix. An event counts when its request was read whole and
 * is about to be answered with 200.
 */
export async function startAnyCollector(subject: Subject): Promise<Collector> {
  const taken: Taken = { stored: [], unread: [] }
  const server = createServer((request, response) => {
    // A page that has gone in the middle of its request has sent nothing.
    serve({ request, response, subject, taken }).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const proxy = await startFaultProxy(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    subject.refusal,
  )
  return {
    proxy,
    stored: () => Promise.resolve([...taken.stored]),
    rejected: () => Promise.resolve([...taken.unread]),
    reset() {
      proxy.fault = { kind: 'none' }
      proxy.seen.length = 0
      taken.stored.length = 0
      taken.unread.length = 0
      return Promise.resolve()
    },
    async close() {
      await proxy.close()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly subject: Subject
  readonly taken: Taken
}

async function serve({ request, response, subject, taken }: Exchange): Promise<void> {
  const { origin = '' } = request.headers
  const path = request.url ?? '/'
  const body = Buffer.concat(await request.toArray())
  if (request.method === 'OPTIONS') return void response.writeHead(204, allow(request)).end()
  if (request.method === 'POST') {
    try {
      const events = subject.read(inflate(body).toString(), path)
      taken.stored.push(...events.filter(isStep).map((event) => record(event, origin)))
    } catch (error) {
      const errors = `${String(error)}: ${body.toString('latin1').slice(0, 200)}`
      taken.unread.push({ code: 'unread', errors, origin })
    }
  }
  response
    .writeHead(200, { ...allow(request), 'content-type': 'application/json' })
    .end(subject.answer?.(path) ?? '{}')
}

const isStep = ({ name }: Sighting): boolean => name === stepName

/** An event without an id is another one each time: nothing can tell that it is the same. */
const record = ({ name, id, properties }: Sighting, origin: string): StoredRecord => ({
  event_id: id ?? crypto.randomUUID(),
  event_type: name,
  page_host: new URL(origin).hostname,
  properties: properties ?? null,
})

/** By what the bytes are, as compressed bodies are not always named. */
function inflate(body: Buffer): Buffer {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body)
  return body
}

/** Whatever a page of any origin wants to send. */
const allow = ({ headers }: IncomingMessage): Record<string, string> => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? 'content-type',
  'access-control-expose-headers': 'retry-after',
  vary: 'Origin, Access-Control-Request-Headers',
})
