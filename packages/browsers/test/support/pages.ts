import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Pages that say what happens to them. */
export interface Pages {
  url(path: string): string
  /** What the pages reported, oldest first: `<event> <path> <persisted>`. */
  readonly reports: string[]
  close(): Promise<void>
}

const html = (path: string): string => `<!doctype html><title>${path}</title>
<button onclick="window.clicked = event.isTrusted">Click</button>
<input autocomplete="off" onkeydown="if (event.isTrusted && event.key === 'Enter') window.typed = this.value">
<script>
  const report = (text) => fetch('/report?' + text, { method: 'POST', keepalive: true })
  addEventListener('beforeunload', () => report('beforeunload ${path}'))
  for (const type of ['pageshow', 'pagehide'])
    addEventListener(type, (event) => report(type + ' ${path} ' + event.persisted))
  localStorage.setItem('visits', Number(localStorage.getItem('visits')) + 1)
</script>`

/** A strict policy, as careful sites have it: what drives an engine has to work there as well. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; connect-src 'self'; require-trusted-types-for 'script'"

export async function servePages(): Promise<Pages> {
  const reports: string[] = []
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/report') {
      reports.push(decodeURIComponent(search.slice(1)))
      response.writeHead(204).end()
      return
    }
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-security-policy', policy)
    response.end(html(pathname.slice(1)))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (path) => `http://shop.localhost:${port}/${path}`,
    reports,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
