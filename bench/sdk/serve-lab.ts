import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundle } from '@weir/browser-sdk/bundle'
import { labHtml } from './lab-page.ts'

/** The pages of the measurement, and a gateway that only answers. */
export interface LabServer {
  /** With the SDK, and with listeners that do nothing. */
  readonly pages: { readonly weir: string; readonly floor: string }
  /** What the gateway answers from now on. */
  status: number
  /** Requests that it has answered. */
  readonly requests: number
  /** Numbers of the events that it has accepted, of this page load. */
  readonly accepted: ReadonlySet<string>
  close(): Promise<void>
}

export async function serveLab(): Promise<LabServer> {
  const script = await bundle({ entry: 'script', format: 'iife' })
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/weir': ['text/html; charset=utf-8', labHtml(true)],
    '/floor': ['text/html; charset=utf-8', labHtml(false)],
    '/weir.js': ['text/javascript', script],
  }
  const state = { status: 202, requests: 0, accepted: new Set<string>() }
  const collect = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray()).toString()
    state.requests++
    if (state.status === 202) {
      const { events } = JSON.parse(body) as { events: readonly { event_id: string }[] }
      for (const { event_id: id } of events) state.accepted.add(id)
    }
    response.writeHead(state.status).end('{}')
  }
  const server = createServer((request, response) => {
    if (request.method === 'POST') return void collect(request, response)
    const [type, text] = files[request.url ?? ''] ?? ['text/plain', '']
    return void response.writeHead(text === '' ? 404 : 200, { 'content-type': type }).end(text)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    pages: { weir: `${url}/weir`, floor: `${url}/floor` },
    get status() {
      return state.status
    },
    set status(next) {
      state.status = next
    },
    get requests() {
      return state.requests
    },
    accepted: state.accepted,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
