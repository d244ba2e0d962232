import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureChromium } from '@weir/browsers'
import { expect, test } from 'vitest'
import { bundle } from './support/bundle.ts'

/** Tells the server what is recorded so far, now and when the page is shown. */
const shownPage = `<script src="/lab.js"></script><script>
  const report = (when) =>
    fetch('/report', { method: 'POST', body: when + ' ' + (sessionStorage.getItem('recorded') ?? '[]') })
  const soon = (action) => setTimeout(() => setTimeout(action))
  lab.startFake([lab.capturePages()])
  history.pushState(null, '', 'moved')
  soon(() => report(document.prerendering ? 'prerendering' : 'loading'))
  document.addEventListener('prerenderingchange', () => soon(() => report('shown')))
</script>`
const linkingPage = `<script type="speculationrules">
  {"prerender": [{"urls": ["/shown"], "eagerness": "immediate"}]}
</script><script>
  fetch('/prerendered').then(() => location.assign('/shown'))
</script>`

/** What the page reports, in order: while it is prerendered, and after it was shown. */
async function visit(): Promise<string[]> {
  const script = await bundle(resolve(import.meta.dirname, 'support/lab-script.ts'), 'lab')
  const profile = await mkdtemp(join(tmpdir(), 'weir-prerender-'))
  const first = Promise.withResolvers<string>()
  const second = Promise.withResolvers<string>()
  const pages: Readonly<Record<string, string>> = {
    '/lab.js': script,
    '/linking': linkingPage,
    '/shown': shownPage,
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '' } = request
    if (url === '/report') {
      const text = Buffer.concat(await request.toArray()).toString()
      if (text.startsWith('shown')) second.resolve(text)
      else first.resolve(text)
    }
    if (url === '/prerendered') await first.promise
    const type = url === '/lab.js' ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'content-type': type }).end(pages[url])
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/linking`
  const { executablePath } = await ensureChromium()
  // Nothing is prerendered in a browser that is driven from outside.
  const words = ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`]
  const browser = spawn(executablePath, [...words, url], { stdio: 'ignore' })
  try {
    return await Promise.all([first.promise, second.promise])
  } finally {
    browser.kill()
    await once(browser, 'exit')
    server.closeAllConnections()
    server.close()
    await rm(profile, { recursive: true, maxRetries: 5 })
  }
}

test('counts a prerendered page once, when somebody sees it', async () => {
  const [before = '', after = ''] = await visit()
  expect(before).toBe('prerendering []')
  expect(after).toContain('"navigation":"prerendered"')
  expect(after.split('page_view')).toHaveLength(2)
})
