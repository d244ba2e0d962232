import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Site {
  /** Serves a page at `/<number>/` and at every address below, and returns that address. */
  readonly add: (html: string) => string
  readonly close: () => Promise<void>
}

/** Pages on loopback, and one script for all of them. */
export async function serveSite(script: string): Promise<Site> {
  const pages: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/lab.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      return
    }
    const html = pages[Number(pathname.split('/')[1])]
    response.writeHead(html ? 200 : 404, { 'content-type': 'text/html' }).end(html)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    add: (html) => `http://127.0.0.1:${port}/${pages.push(html) - 1}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
