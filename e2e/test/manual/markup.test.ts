import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launchChromium } from '@weir/browsers'
import { bundle } from '@weir/browser-sdk/bundle'
import { startTestGateway, type TestGateway } from '@weir/gateway/testing'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readBlocks } from '../../src/manual/pages.ts'

const blocks = await readBlocks()
const markup = blocks.filter(({ language }) => language === 'html')
const policies = blocks.filter(({ language }) => language === 'csp')

/** What is on the page of the test now. */
const shown = { html: '', policy: '' }
let server: Server
let gateway: TestGateway
let browser: Browser
let origin = ''
beforeAll(async () => {
  server = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    if (shown.policy !== '') answer.setHeader('content-security-policy', shown.policy)
    answer.end(`<!doctype html><title>A page</title>${shown.html}`)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sdkScript = Buffer.from(await bundle({ entry: 'script', format: 'iife' }))
  gateway = await startTestGateway({ writeKey: 'wk_demo', origins: [origin], sdkScript })
  browser = (await launchChromium()).browser
})
afterAll(async () => {
  await browser.close()
  await gateway.close()
  server.close()
})

/** The address and the hash of this gateway, where a page of the manual names one. */
async function put(text: string): Promise<string> {
  const { integrity } = (await (await fetch(`${gateway.endpoint}/weir.json`)).json()) as {
    integrity: string
  }
  return text
    .replaceAll(/https:\/\/c\.example\.com|http:\/\/localhost:8080/gu, gateway.endpoint)
    .replaceAll('sha384-…', integrity)
}

async function open(html: string, policy = '') {
  gateway.reset()
  shown.html = await put(html)
  shown.policy = await put(policy)
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.goto(origin)
  return page
}

const tag = markup.find(({ page }) => page === 'docs/browser-sdk.md')?.text ?? ''

test.each(markup)('loads the markup of $page, line $line, as a page', async ({ text }) => {
  const page = await open(text.includes('/weir.js') ? text : `${text}${tag}`)
  await gateway.expectEvent({ event_type: 'page_view' })
  const button = page.locator('button')
  const kind = text.includes("'track'") ? 'add_to_cart' : 'click'
  if ((await button.count()) === 0) return
  await button.click()
  const event = await gateway.expectEvent({ event_type: kind })
  const told = { add_to_cart: { sku: 'A1' }, click: { product_id: 'A1', list: 'sale' } }
  expect(event.properties).toMatchObject(told[kind])
})

test.each(policies)('collects under the policy of $page, line $line', async ({ text }) => {
  await open(tag, text.trim())
  const { page_url: url } = await gateway.expectEvent({ event_type: 'page_view' })
  expect(url).toBe(`${origin}/`)
})

test('a policy without the gateway is what stops it', async () => {
  await open(tag, "script-src 'none'")
  await expect(
    gateway.expectEvent({ event_type: 'page_view' }, { timeoutMs: 200 }),
  ).rejects.toThrow('No event like')
})
