import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { bundle } from '@weir/browser-sdk/bundle'
import { launchChromium } from '@weir/browsers'
import { startTestGateway, type TestGateway } from '@weir/gateway/testing'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../src/create-app.ts'
import { readVisitor, tellWeir } from '../src/tell-weir.ts'

let url: string
let weir: TestGateway
let app: ReturnType<typeof createApp> | undefined
let server: ReturnType<typeof serve>
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
const problems: string[] = []
beforeAll(async () => {
  // The gateway has to list the pages, and the pages name the gateway.
  server = serve({ fetch: (request) => app?.fetch(request), port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  const sdkScript = Buffer.from(await bundle({ entry: 'script', format: 'iife' }))
  weir = await startTestGateway({ origins: [url], sdkScript })
  const { endpoint, writeKey } = weir
  app = createApp({ gateway: endpoint, writeKey, onProblem: (problem) => problems.push(problem) })
  chromium = (await launchChromium()).browser
}, 60_000)
afterAll(async () => {
  await chromium.close()
  server.close()
  await weir.close()
})
beforeEach(() => weir.reset())

/** A visitor's page, and what the browser complains of or asks the gateway for. */
async function visit(path = '/') {
  const context = await chromium.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  const asked: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('request', (request) => {
    if (request.url().startsWith(weir.endpoint)) asked.push(new URL(request.url()).pathname)
  })
  await page.goto(url + path)
  const press = (name: string) => page.getByRole('button', { name }).first().click()
  return { page, context, complaints, asked, press }
}

test('an order is told by the server, of the visitor and the session that the pages tell of', async () => {
  const { page, press, complaints } = await visit()
  await press("Yes, that's fine")
  const view = await weir.expectEvent({ event_type: 'page_view', page_path: '/' })
  await page.getByLabel('Loaves').first().fill('3')
  await press('Order for €6.50 each')
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  const order = await weir.expectEvent({
    event_type: 'order_confirmed',
    value: 19.5,
    properties: { bread: 'rye', quantity: 3, currency: 'EUR' },
  })
  const { anonymous_id, session_id, browser, user_agent } = view
  expect(anonymous_id).toMatch(/^[\da-f-]{36}$/u)
  expect(order).toMatchObject({ anonymous_id, session_id, browser, user_agent, consent: 'granted' })
  await weir.expectEvent({ event_type: 'page_view', page_path: '/thanks' })
  await page.reload()
  await page.getByRole('link', { name: 'Something else?' }).click()
  await weir.expectEvent({ event_type: 'page_view', referrer: /thanks/u, page_path: '/' })
  const views = weir.events({ event_type: 'page_view' })
  expect(views.map((event) => event.page_url)).toEqual([
    `${url}/`,
    `${url}/thanks`,
    `${url}/thanks`,
    `${url}/`,
  ])
  expect(new Set(views.map((event) => event.session_id)).size).toBe(1)
  expect(weir.events({ event_type: 'order_confirmed' })).toHaveLength(1)
  expect([complaints, problems, weir.rejected()]).toEqual([[], [], []])
})

test('nothing of Weir is in a page before the visitor agrees, and their order is nobody’s business', async () => {
  const { page, context, press, asked } = await visit()
  expect(await page.content()).not.toContain('weir.js')
  await press('Order for €7.00 each')
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await press('No, thanks')
  await page.getByText('You asked us not to').waitFor()
  await page.goto(`${url}/`)
  await press('Order for €7.00 each')
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await weir.expectNoEvent({})
  expect(asked).toEqual([])
  expect(await context.cookies()).toMatchObject([{ name: 'privacy', value: 'no', httpOnly: true }])
})

test('who takes consent back is forgotten in the browser as well', async () => {
  const { page, context, press } = await visit()
  await press("Yes, that's fine")
  await weir.expectEvent({ event_type: 'page_view' })
  await press('No, thanks')
  await page.waitForFunction(() => document.cookie === 'weir=|||||denied')
  weir.reset()
  await page.goto(`${url}/`)
  expect(await page.content()).not.toContain('weir.js')
  await press('Order for €5.00 each')
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  expect(await context.cookies()).toHaveLength(2)
  await press("Yes, that's fine")
  await weir.expectEvent({ event_type: 'page_view', page_path: '/thanks', consent: 'granted' })
  expect(weir.events()).toHaveLength(1)
})

test('an order is told without the cookie of the SDK too, and belongs to nobody', async () => {
  const id = crypto.randomUUID()
  const order = (form: Record<string, string>) =>
    fetch(`${url}/orders`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: 'privacy=yes; weir=%7C%7Cnonsense', origin: url, 'user-agent': 'blocker' },
      body: new URLSearchParams(form),
    })
  // As a second click on the button would.
  for (let click = 0; click < 2; click++) {
    expect((await order({ order: id, bread: 'rye', quantity: '1' })).status).toBe(303)
  }
  const event = await weir.expectEvent({ event_type: 'order_confirmed', event_id: id })
  expect(event).toMatchObject({ session_id: id, user_agent: 'blocker' })
  expect(event.anonymous_id ?? '').toBe('')
  expect(weir.events({ event_type: 'order_confirmed' })).toHaveLength(1)
  for (const quantity of ['0', '13', '1.5', 'NaN', '']) {
    expect((await order({ order: id, bread: 'rye', quantity })).status).toBe(400)
  }
  expect((await order({ order: '<b>', bread: 'rye', quantity: '1' })).status).toBe(400)
})

test('an answer to the question of consent leads back to the page, and to no other host', async () => {
  const decide = async (referer: string) => {
    const answer = await fetch(`${url}/privacy`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url, referer },
      body: new URLSearchParams({ decision: 'yes' }),
    })
    return answer.headers.get('location')
  }
  expect(await decide(`${url}/thanks?order=1`)).toBe('/thanks?order=1')
  expect(await decide('https://example.org//example.org')).toBe('/example.org')
  expect(await decide('nonsense')).toBe('/')
})

test('each answer has a nonce of its own, which is all that may run', async () => {
  const nonces = await Promise.all(
    Array.from({ length: 2 }, async () => {
      const answer = await fetch(url, { headers: { cookie: 'privacy=yes' } })
      const [, nonce = ''] =
        /script-src 'nonce-([^']+)';/u.exec(answer.headers.get('content-security-policy') ?? '') ??
        []
      expect((await answer.text()).split(`nonce="${nonce}"`)).toHaveLength(3)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(2)
})

test('what the gateway could not store is sent again, and what it refuses is not', async () => {
  const answers = [503, 429, 202]
  const bodies: string[] = []
  const gateway = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString())
      const status = answers.shift() ?? 401
      response.writeHead(status).end(JSON.stringify({ accepted: status === 202 ? 1 : 0 }))
    })
  })
  await once(gateway.listen(0, '127.0.0.1'), 'listening')
  const there = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  const tell = () =>
    tellWeir(
      { gateway: there, writeKey: 'wk' },
      { event: { event_id: 'e-1' }, headers: new Headers({ 'sec-gpc': '1' }), pauseMs: 1 },
    )
  expect(await tell()).toBeUndefined()
  expect(bodies).toHaveLength(3)
  expect(await tell()).toBe('the gateway answered 401 and did not take e-1')
  gateway.close()
  gateway.closeAllConnections()
  expect(await tell()).toMatch(/^the gateway cannot be asked: /u)
})

test('a cookie that is not the SDK’s names nobody', () => {
  const id = '0199f0a4-7c00-7000-8000-000000000001'
  expect(readVisitor(`${id}|${id}|1|2|||u%7C1`)).toEqual({ anonymous_id: id, session_id: id })
  for (const cookie of [undefined, '', '|||||denied', `${id}|`, `x|${id}`, `${id}|<b>`]) {
    expect(readVisitor(cookie)).toBeUndefined()
  }
})
