import { type LaunchedChromium, launchChromium } from '@weir/browsers'
import { bundle } from '../build/bundle.ts'
import { serveCollectSite } from '../test/support/collect-site.ts'

/**
 * What one track() costs the page, in Chromium, beside the least that anybody could do who keeps an
 * event before the page goes on: write the same JSON and put it into localStorage. The contenders take
 * turns; medians are printed, and ratios are what counts.
 */
const rounds = 9
const calls = 1000

type BrowserPage = Awaited<ReturnType<LaunchedChromium['browser']['newPage']>>

interface Page {
  readonly weir: {
    track: (name: string, properties: object) => void
    flush: () => Promise<boolean>
  }
}

const source = (options: string) => `import { createWeir } from '@weir/browser-sdk'
  window.weir = createWeir({ endpoint: location.origin, writeKey: 'wk', ${options} })`
const variants = [
  ['the least: JSON and localStorage', 'cookieless: true'],
  ['track()', 'flushMs: 100'],
  ['track(), visitor in localStorage', "flushMs: 100, storage: 'local_storage'"],
  ['track(), cookieless', 'flushMs: 100, cookieless: true'],
] as const

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Microseconds of one call. */
async function measure(page: BrowserPage, isLeast: boolean): Promise<number> {
  const ms = await page.evaluate(
    async ([count, least]) => {
      const { weir } = window as unknown as Page
      const properties = { sku: 'MUG-1', quantity: 2, price: 12.5, page: 'product' }
      const event = { ...properties, url: location.href, padding: 'x'.repeat(450) }
      const begin = performance.now()
      for (let n = 0; n < count; n++) {
        if (least) localStorage.setItem(`least:${n}`, JSON.stringify({ ...event, n }))
        else weir.track('add_to_cart', { ...properties, n })
      }
      const took = performance.now() - begin
      if (least) localStorage.clear()
      else await weir.flush()
      return took
    },
    [calls, isLeast] as const,
  )
  return (ms * 1000) / calls
}

const { browser } = await launchChromium()
const times = variants.map((): number[] => [])
try {
  for (const [at, [name, options]] of variants.entries()) {
    void name
    const site = await serveCollectSite(await bundle({ format: 'iife', source: source(options) }))
    site.pages.set('/', { html: '<!doctype html><script src="/weir.js"></script>' })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${site.port}/`)
    await measure(page, at === 0)
    for (let round = 0; round < rounds; round++) times[at]?.push(await measure(page, at === 0))
    await page.close()
    await site.close()
  }
} finally {
  await browser.close()
}
const least = median(times[0] ?? [])
for (const [at, [name]] of variants.entries()) {
  const us = median(times[at] ?? [])
  console.log(`${name.padEnd(36)}${us.toFixed(1).padStart(8)} µs  ${(us / least).toFixed(1)}×`)
}
