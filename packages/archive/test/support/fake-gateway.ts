import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface GotRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly envelope: {
    readonly write_key?: string
    readonly sdk?: object
    readonly events: readonly { readonly event_id?: string }[]
  }
}

export interface Reply {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

export interface FakeGateway {
  readonly url: URL
  readonly requests: readonly GotRequest[]
}

/** Answers as it is told, and keeps what it was sent; an undefined reply breaks the connection. */
export async function fakeGateway(
  reply: (request: GotRequest, which: number) => Reply | undefined,
): Promise<FakeGateway> {
  const requests: GotRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const envelope = JSON.parse(Buffer.concat(chunks).toString()) as GotRequest['envelope']
      const got = { path: request.url ?? '', headers: request.headers, envelope }
      requests.push(got)
      const { status, body, headers } = reply(got, requests.length) ?? { status: 0 }
      if (status === 0) response.destroy()
      else response.writeHead(status, headers).end(JSON.stringify(body ?? {}))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}/`), requests }
}

export const takeAll = ({ envelope }: GotRequest): Reply => ({
  status: 202,
  body: { accepted: envelope.events.length },
})
