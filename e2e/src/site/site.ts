import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from '../clients/client.ts'
import { until } from '@weir/browsers'
import { writeKey } from '../collector/write-key.ts'
import { pageScript, stepName } from './page-script.ts'

/** The pages of the scenarios, each on a host of its own below `localhost`. */
export interface Site {
  /** Pages below `strict/` have a strict policy, `elsewhere` loads no client. */
  url(host: string, path: string): string
  /** The origins of all hosts, as the gateway lists them. */
  readonly origins: readonly string[]
  /** Where the client sends its events; set once the collector listens. */
  endpoint: string
  /** How long nothing has been under way to the collector, in milliseconds. */
  idleMs: () => number
  close(): Promise<void>
}

/** How long nothing has to be under way until the next page arrives. */
const calmMs = 200

/** The page elsewhere that does not wait for the answer to what the visitor's page has sent. */
const soon = '/elsewhere/soon'

export async function startSite(client: Client): Promise<Site> {
  const files: Readonly<Record<string, string>> = {
    '/page.js': `(${pageScript.toString()})(${JSON.stringify(stepName)})`,
    '/client.js': await client.script(),
  }
  let endpoint = ''
  let idleMs = (): number => Infinity
  // A page comes from a server as far away as the collector, and is more work: by then, that has
  // answered. Only the loopback is quicker, and a collector that is slow.
  const arrive = async (path: string): Promise<void> => {
    if (path !== '/elsewhere') return
    const asked = performance.now()
    const isCalm = (): boolean => Math.min(idleMs(), performance.now() - asked) > calmMs
    await until('the collector has answered', () => isCalm() || undefined)
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = files[pathname]
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(file)
      return
    }
    const policy = pathname.startsWith('/strict/') ? strictPolicy(endpoint) : {}
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy })
    void arrive(pathname).then(() => response.end(html(pathname, endpoint)))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (host, path) => `http://${host}.localhost:${port}/${path}`,
    origins: [`http://*.localhost:${port}`],
    get endpoint() {
      return endpoint
    },
    set endpoint(url) {
      endpoint = url
    },
    get idleMs() {
      return idleMs
    },
    set idleMs(tell) {
      idleMs = tell
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** Nothing but files of the page's own origin, and requests to the collector. */
const strictPolicy = (endpoint: string): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    'img-src data:',
    `connect-src ${endpoint}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
})

const scripts = (endpoint: string): string => `<script src="/page.js"></script>
<script src="/client.js" data-endpoint="${endpoint}" data-write-key="${writeKey}"></script>`

const html = (path: string, endpoint: string): string => `<!doctype html>
<html lang="en">
<title>${path}</title>
<link rel="icon" href="data:,">
${path.startsWith('/elsewhere') ? '' : scripts(endpoint)}
<h1>${path}</h1>
<p><a id="leave" href="/elsewhere">Leave</a> <a id="leave-soon" href="${soon}">Leave soon</a></p>
</html>`
