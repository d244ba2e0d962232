import type { Browser, CDPSession } from 'playwright'
import { type PageTimes, watchPage } from './watch-page.ts'

export interface VisitFacts extends PageTimes {
  /** What came over the network, and what went, in kB. */
  readonly loadedKb: number
  readonly sentKb: number
  /** Of the main thread, in milliseconds of this machine. */
  readonly scriptMs: number
}

/** As Lighthouse has it for phones: a slow 4G network, and a processor of a quarter of the speed. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
}
const slowness = 4
/** How long the page is watched after its load: the SDK sends a second after the last event. */
const watchedMs = 2500

/** A visitor who agreed before opens the home page with a cold cache, taps and scrolls. */
export async function visitShop(browser: Browser, shopUrl: string): Promise<VisitFacts> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    await context.addCookies([{ name: 'weir', value: '|||||granted', url: shopUrl }])
    await context.addInitScript(() => localStorage.setItem('consent', 'grant'))
    await context.addInitScript(watchPage)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const traffic = await watchTraffic(session)
    await session.send('Network.emulateNetworkConditions', network)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
    await session.send('Performance.enable')
    await page.goto(shopUrl, { waitUntil: 'load' })
    await page.locator('h1').click()
    await page.mouse.wheel(0, 2000)
    await page.waitForTimeout(watchedMs)
    const times = await page.evaluate(
      () => (window as unknown as { pageTimes: PageTimes }).pageTimes,
    )
    const { metrics } = await session.send('Performance.getMetrics')
    const seconds = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
    return { ...times, ...traffic(), scriptMs: seconds * 1000 }
  } finally {
    await context.close()
  }
}

async function watchTraffic(
  session: CDPSession,
): Promise<() => { loadedKb: number; sentKb: number }> {
  let loaded = 0
  let sent = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    loaded += encodedDataLength
  })
  session.on('Network.requestWillBeSent', ({ request }) => {
    sent += request.postData?.length ?? 0
  })
  await session.send('Network.enable')
  return () => ({ loadedKb: loaded / 1000, sentKb: sent / 1000 })
}
