import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findPage } from './find-page.ts'
import type { ShopOptions } from './options.ts'
import { renderPage } from './pages/layout.ts'
import { missingPage } from './pages/order-pages.ts'
import { snippetHash } from './pages/weir-tag.ts'
import { readFiles } from './read-files.ts'

export interface Shop {
  readonly url: string
  close(): Promise<void>
}

/** The pages load their own files and weir.js, and send to the gateway: nothing else. */
function policy(gateway: string | undefined): string {
  const weir = gateway === undefined ? '' : ` ${snippetHash} ${gateway}`
  return [
    "default-src 'none'",
    `script-src 'self'${weir}`,
    ...(gateway === undefined ? [] : [`connect-src ${gateway}`]),
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

export async function startShop({ port, gateway, writeKey }: ShopOptions): Promise<Shop> {
  const files = await readFiles()
  const weir = gateway === undefined ? undefined : { gateway, writeKey }
  const headers = {
    'content-security-policy': policy(gateway),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url = '/' } = request
    const at = URL.parse(url, 'http://shop.invalid')
    const isRead = method === 'GET' || method === 'HEAD'
    if (method === 'POST' && at?.pathname === '/checkout') {
      // What was ordered is nobody's business: it is read to its end and forgotten.
      request.resume()
      response.writeHead(303, { ...headers, location: '/thanks' }).end()
      return
    }
    if (!isRead) return void response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end()
    const file = at === null ? undefined : files.get(at.pathname)
    if (file !== undefined) {
      response.writeHead(200, { ...headers, 'content-type': file.type, etag: file.etag })
      return void response.end(file.bytes)
    }
    const page = at === null ? undefined : findPage(at)
    response.writeHead(page === undefined ? 404 : 200, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
    })
    response.end(renderPage(page ?? missingPage(), weir))
  }

  const server = createServer(answer).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
