import { createHash } from 'node:crypto'
import { launchChromium, until } from '@weir/browsers'
import { validateEvent } from '@weir/schema/validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { type CollectSite, serveCollectSite } from '../support/collect-site.ts'

const script = await bundle({ entry: 'script', format: 'iife' })
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`

let site: CollectSite
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
beforeAll(async () => {
  site = await serveCollectSite(script)
  // Names that are no secure context: http:// as visitors have it, not as localhost has it.
  const launched = await launchChromium({ args: ['--host-resolver-rules=MAP *.test 127.0.0.1'] })
  chromium = launched.browser
})
afterAll(async () => {
  await chromium.close()
  await site.close()
})

/** The snippet of the README. */
const snippet = 'window.weir=window.weir||function(){(weir.q=weir.q||[]).push(arguments)}'
const tag = (key: string, nonce = '') => `
  <script ${nonce}>${snippet}; weir('track', 'from_stub', {})</script>
  <script ${nonce} async src="http://c.shop.test:${site.port}/weir.js" data-write-key="${key}"
    integrity="${integrity}" crossorigin></script>`

/** The events of one page, once all of these have arrived. */
const arrived = (path: string, ...types: readonly string[]) =>
  until(`${types.join(', ')} of ${path}`, () => {
    const events = site.events.filter(({ page_url: url }) => String(url).includes(path))
    const found = new Set(events.map((event) => event.event_type))
    return types.every((type) => found.has(type)) ? events : undefined
  })

/** Opens a page, and collects what goes wrong on it. */
async function open(path: string, html: string, headers: Record<string, string> = {}) {
  site.pages.set(path, { html: `<!doctype html><title>Page</title>${html}`, headers })
  const page = await chromium.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => problems.push(message.text()))
  await page.goto(`http://www.shop.test:${site.port}${path}`)
  return { page, problems }
}

const strict = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `connect-src http://c.shop.test:${site.port}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
  ].join('; ')

test('collects under a strict policy with Trusted Types and a pinned script, without a preflight', async () => {
  const html = `${tag('wk_demo', 'nonce="n1"')}<button id="buy">Buy</button>`
  const { page, problems } = await open('/strict', html, {
    'content-security-policy': strict('n1'),
  })
  await arrived('/strict', 'from_stub', 'page_view')
  await page.click('#buy')
  await page.evaluate(() => window.dispatchEvent(new Event('beforeunload')))
  const events = await arrived('/strict', 'click', 'engagement')
  for (const event of events) expect(validateEvent(event)).toMatchObject({ ok: true })
  expect(new Set(events.map((event) => event.page_view_id)).size).toBe(1)
  expect(problems).toEqual([])
  expect([...site.methods]).toEqual(['POST'])
})

test('collects on an http:// page, where there are no Web Locks and no randomUUID', async () => {
  const { page, problems } = await open('/insecure', tag('wk_demo'))
  const about = await page.evaluate(() => ({ isSecureContext, locks: 'locks' in navigator }))
  expect(about).toEqual({ isSecureContext: false, locks: false })
  const [event] = await arrived('/insecure', 'page_view')
  expect(event?.anonymous_id).toMatch(/^[\w-]{36}$/)
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ name: 'weir', domain: '.shop.test', sameSite: 'Lax' })
  await until('everything settled', async () => {
    const keys = await page.evaluate(() => Object.keys(localStorage))
    return keys.some((key) => /[\da-f]{12}:\d+$/.test(key)) ? undefined : keys
  })
  expect(problems).toEqual([])
})

test('collects in a sandboxed frame without cookies and storage, by the address of its page', async () => {
  const inner = tag('wk_frame').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const html = `<iframe sandbox="allow-scripts" srcdoc="${inner}"></iframe>`
  const { problems } = await open('/sandbox', html)
  const events = await arrived('/sandbox', 'from_stub', 'page_view')
  expect(new Set(events.map((event) => event.session_id)).size).toBe(1)
  expect(problems).toEqual([])
})

test('loses nothing of what is tracked right before the page is left', async () => {
  const { page } = await open('/first', tag('wk_demo'))
  await arrived('/first', 'page_view')
  site.pages.set('/second', { html: `<!doctype html><title>Second</title>${tag('wk_demo')}` })
  await page.evaluate(() => {
    const { weir } = window as unknown as { weir: (...words: unknown[]) => void }
    for (let n = 0; n < 5; n++) weir('track', 'leaving', { n })
    location.assign('/second')
  })
  await page.waitForURL('**/second')
  const events = await until('all five', () => {
    const found = site.events.filter((event) => event.event_type === 'leaving')
    return new Set(found.map((event) => event.seq)).size === 5 ? found : undefined
  })
  expect(new Set(events.map((event) => event.event_id)).size).toBe(5)
  const [second] = await arrived('/second', 'page_view')
  expect(second?.previous_instance).toMatchObject({ instance_id: events[0]?.instance_id })
  expect(second?.session_id).toBe(events[0]?.session_id)
})
