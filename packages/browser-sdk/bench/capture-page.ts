import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundle } from '../build/bundle.ts'
import { importAll, modules } from './modules.ts'

/** What listens on the page that is measured. */
export const contenders = ['empty listeners', 'the six modules'] as const

/** The modules with a context that records nothing, so only they are measured. */
const modulesAlone = `${importAll(modules)}
const listen = (target, type, listener) => {
  const options = { capture: true, passive: true }
  target.addEventListener(type, (event) => { try { listener(event) } catch {} }, options)
  return () => {}
}
const scrubUrl = (text) => new URL(text, document.baseURI).href
const context = { window, track() {}, page() {}, scrubUrl, listen, onLeave: () => () => {}, onPage: () => () => {}, now: Date.now }
for (const capture of [${modules.join()}]) capture()(context)`

const html = (script: string) => `<!doctype html><title>Bench</title><body>
<script>
  // Ten thousand elements, forty deep.
  for (let column = 0; column < 250; column++) {
    let parent = document.body
    for (let depth = 0; depth < 40; depth++) {
      parent = parent.appendChild(document.createElement('div'))
      parent.className = 'level-' + depth
    }
    parent.innerHTML = '<button type="button">Add to cart</button><p style="height: 60px"></p>'
  }
  for (const type of ['pointerdown', 'click', 'scroll']) addEventListener(type, () => {}, { capture: true, passive: true })
  window.layoutReads = 0
  Object.defineProperty(document, 'scrollingElement', { get() { layoutReads++; return document.documentElement } })
</script>
<script>${script}</script>`

/** Serves the page at `/0` and `/1`, one for each contender. */
export async function servePages(): Promise<{ url: string; close: () => void }> {
  const scripts = new Map<string, string>()
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '')
    response.writeHead(script === undefined ? 404 : 200, { 'content-type': 'text/html' })
    response.end(html(script ?? ''))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  scripts.set('/0', '')
  scripts.set('/1', await bundle({ source: modulesAlone, format: 'iife' }))
  return {
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
