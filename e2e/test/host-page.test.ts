import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium, launchChromium, until } from '@weir/browsers'
import { type BrowserContext, chromium as playwright } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Fault } from '../src/collector/fault.ts'
import { type FaultProxy, startFaultProxy } from '../src/collector/fault-proxy.ts'
import { type Pipeline, startPipeline } from '../src/pipeline/pipeline.ts'
import { startShopProgram } from '../src/pipeline/shop-program.ts'
import type { Program } from '../src/pipeline/start-program.ts'

// Whatever becomes of the gateway, the page does what it does without Weir.

let proxy: FaultProxy
let pipeline: Pipeline
let plainShop: Program
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
/** The same visit of the same shop without Weir. */
let plain: Experience
beforeAll(async () => {
  pipeline = await startPipeline(async (gatewayUrl) => {
    proxy = await startFaultProxy(gatewayUrl)
    return proxy.url
  })
  plainShop = await startShopProgram('--no-weir')
  chromium = (await launchChromium()).browser
  const context = await chromium.newContext()
  plain = await experience(context, plainShop.url)
  await context.close()
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await plainShop.stop()
  await proxy.close()
  await pipeline.stop()
})

/** What a visit of the shop is like for the page and its visitor. */
interface Experience {
  readonly problems: readonly string[]
  /** Names in the window, from the page after the click. */
  readonly globals: readonly string[]
  /** Clicks that somebody prevented: adding to the cart is the shop's own. */
  readonly prevented: readonly boolean[]
  readonly history: unknown
  readonly cart: string | null
  readonly back: string
}

/** Adds to the cart, follows a link and comes back, as soon as each is possible. */
async function experience(
  context: BrowserContext,
  shopUrl: string,
  onLoaded: () => void = () => undefined,
): Promise<Experience> {
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // The browser itself says that something could not be loaded.
    if (!/^Failed to load resource|ERR_FAILED|CORS policy/u.test(message.text())) {
      problems.push(message.text())
    }
  })
  await page.addInitScript(watchClicks)
  await page.goto(`${shopUrl}/product/mug`)
  onLoaded()
  await page.click('[data-decide=grant]')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  const cart = await page.getByRole('link', { name: /^Cart/ }).textContent()
  await page.getByRole('link', { name: 'About us' }).click()
  await page.waitForURL('**/about', { waitUntil: 'domcontentloaded' })
  const seen = await page.evaluate(readPage)
  // Playwright does not see a page come out of the back/forward cache.
  await page.evaluate(() => setTimeout(() => history.back()))
  const back = await until('the page before', async () => {
    const heading = await page.evaluate(() => document.querySelector('h1')?.textContent)
    return heading === 'About us' ? undefined : heading
  })
  const names = await page.evaluate(() => window.name)
  const prevented = JSON.parse(names || '[]') as boolean[]
  return { problems, cart, back, prevented, ...seen }
}

/** Runs before the scripts of the page. The name of a window outlives its pages, and is no storage. */
function watchClicks(): void {
  addEventListener('unhandledrejection', ({ reason }) => {
    // As an error that nobody caught, which the test sees.
    setTimeout(() => {
      throw new Error(`rejected: ${String(reason)}`)
    })
  })
  addEventListener('click', (event) => {
    const before = JSON.parse(window.name || '[]') as boolean[]
    window.name = JSON.stringify([...before, event.defaultPrevented])
  })
}

function readPage() {
  const isOwn = (name: string) => String(Reflect.get(history, name)).includes('[native code]')
  return {
    globals: Object.keys(window).filter((name) => Number.isNaN(Number(name))),
    history: {
      length: history.length,
      state: history.state as unknown,
      native: ['pushState', 'replaceState', 'back', 'forward', 'go'].filter(isOwn),
      scroll: history.scrollRestoration,
    },
  }
}

const withoutGlobals = (seen: Experience): Experience => ({ ...seen, globals: [] })

const newGlobals = ({ globals }: Experience): readonly string[] =>
  globals.filter((name) => !plain.globals.includes(name))

const hasStarted = (context: BrowserContext): Promise<boolean> | undefined =>
  context.pages()[0]?.evaluate(() => 'track' in (Reflect.get(window, 'weir') as object))

/** It was there at all: the script comes when it comes. */
const started = (context: BrowserContext): Promise<true> =>
  until('Weir has started', async () => (await hasStarted(context)) || undefined)

async function ordinary(): Promise<BrowserContext> {
  const context = await chromium.newContext()
  onTestFinished(() => context.close())
  onTestFinished(() => {
    proxy.fault = { kind: 'none' }
  })
  return context
}

test('the page without Weir is one that works', () => {
  expect(plain).toMatchObject({
    problems: [],
    cart: 'Cart 1',
    back: 'Enamel mug',
    prevented: [false, false, false],
  })
})

const faults: readonly (readonly [string, Fault])[] = [
  ['is up', { kind: 'none' }],
  ['is overloaded', { kind: 'status', status: 503 }],
  ['is hidden behind a load balancer that knows no CORS', { kind: 'bare', status: 502 }],
  ['resets connections', { kind: 'reset' }],
]
test.each(faults)(
  'the page is as it would be without Weir when the gateway %s',
  async (_name, fault) => {
    const context = await ordinary()
    proxy.fault = fault
    const seen = await experience(context, pipeline.shopUrl)
    expect(withoutGlobals(seen)).toEqual(withoutGlobals(plain))
    expect(newGlobals(seen)).toEqual(['weir'])
    await started(context)
  },
)

test('a click and a navigation do not wait for a gateway that does not answer', async () => {
  const context = await ordinary()
  const hang = (): void => {
    proxy.fault = { kind: 'slow', ms: 600_000 }
  }
  const rest = await experience(context, pipeline.shopUrl, hang)
  expect(withoutGlobals(rest)).toEqual(withoutGlobals(plain))
  // Requests of the first page and the script of the second are under way still.
  expect(proxy.idleMs()).toBe(0)
  expect(proxy.seen.length).toBeGreaterThan(0)
})

test('the page is as it would be without Weir when there is no gateway', async () => {
  const context = await ordinary()
  await proxy.refuse()
  onTestFinished(() => proxy.listen())
  const rest = await experience(context, pipeline.shopUrl)
  expect(withoutGlobals(rest)).toEqual(withoutGlobals(plain))
  expect(newGlobals(rest)).toEqual(['weir'])
  expect(await hasStarted(context)).toBe(false)
})

test('the page is as it would be without Weir in a browser that denies cookies and storage', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-denied-'))
  await mkdir(join(folder, 'Default'))
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } }
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(settings))
  const { executablePath } = await ensureChromium()
  const options = { executablePath, args: ['--no-sandbox'], headless: true }
  const denied = await playwright.launchPersistentContext(folder, options)
  onTestFinished(async () => {
    await denied.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await denied.pages()[0]?.close()
  const plainHere = await experience(denied, plainShop.url)
  await denied.pages()[0]?.close()
  const rest = await experience(denied, pipeline.shopUrl)
  const storage = await denied.pages()[0]?.evaluate(() => {
    try {
      return localStorage.length
    } catch (error) {
      return (error as Error).name
    }
  })
  expect(storage).toBe('SecurityError')
  expect(withoutGlobals(rest)).toEqual(withoutGlobals(plainHere))
  expect(rest.problems).toEqual([])
  await started(denied)
})
