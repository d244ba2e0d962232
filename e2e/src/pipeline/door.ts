import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FaultProxy, startFaultProxy } from '../collector/fault-proxy.ts'
import { witness } from './witness.ts'

/**
 * A way of its own into the shop: what becomes of its requests to the gateway concerns nobody else, and a
 * witness is in its pages. Any engine can come in here, as nothing of this is up to what drives it.
 */
export interface Door {
  readonly shopUrl: string
  /** The same shop without Weir. */
  readonly plainUrl: string
  /** The way of its pages to the gateway. */
  readonly proxy: FaultProxy
  close(): Promise<void>
}

export interface Shops {
  readonly gatewayUrl: string
  readonly shopUrl: string
  readonly plainUrl: string
}

export async function openDoor({ gatewayUrl, shopUrl, plainUrl }: Shops): Promise<Door> {
  const proxy = await startFaultProxy(gatewayUrl)
  const { url } = proxy
  const shop = await startFront(shopUrl, (text) => text.replaceAll(gatewayUrl, url))
  const plain = await startFront(plainUrl, (text) => text)
  return {
    shopUrl: shop.url,
    plainUrl: plain.url,
    proxy,
    async close() {
      for (const part of [plain, shop, proxy]) await part.close()
    },
  }
}

/** The foreign site that the shop links to: who follows the link has left, and needs no internet. */
const foreign = 'https://en.wikipedia.org/'

const witnessFile = '/witness.js'

/** Stands before a shop and changes the text of its pages. */
async function startFront(
  behind: string,
  change: (text: string) => string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  // The same server by another name is another site.
  const elsewhere = `http://127.0.0.1:${port}/elsewhere/`
  const rewrite = (page: string): string =>
    change(page)
      .replaceAll(foreign, elsewhere)
      .replace('<meta charset="utf-8" />', `$&<script src="${witnessFile}"></script>`)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    if (url === witnessFile) {
      response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`(${witness.toString()})()`)
      return
    }
    if (url.startsWith('/elsewhere/')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>elsewhere</title>')
      return
    }
    for await (const part of request) void part // What is ordered is nobody's business.
    const page = await fetch(`${behind}${url}`, { method, redirect: 'manual' })
    const headers = Array.from(page.headers)
      .filter(([name]) => !perConnection.test(name))
      .map(([name, text]) => [name, change(text)] as const)
    response.writeHead(page.status, Object.fromEntries(headers))
    const isPage = page.headers.get('content-type')?.startsWith('text/html') === true
    response.end(isPage ? rewrite(await page.text()) : Buffer.from(await page.arrayBuffer()))
  }

  return {
    url: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

const perConnection = /^(?:connection|content-length|date|keep-alive|transfer-encoding)$/u
