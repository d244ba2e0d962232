import { launchChromium, until } from '@weir/browsers'
import { expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { serveCollectSite } from '../support/collect-site.ts'

interface Page {
  readonly weir: {
    track: (name: string, properties: object) => void
    flush: () => Promise<boolean>
  }
}

test(
  'leaves the heap where it was after 10,000 events through a gateway that comes and goes',
  { timeout: 120_000 },
  async () => {
    const source = `import { createWeir } from '@weir/browser-sdk'
    window.weir = createWeir({ endpoint: location.origin, writeKey: 'wk', flushMs: 50 })`
    const site = await serveCollectSite(await bundle({ format: 'iife', source }))
    site.pages.set('/', {
      html: '<!doctype html><title>Page</title><script src="/weir.js"></script>',
    })
    const { browser } = await launchChromium()
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${site.port}/`)
      const session = await page.context().newCDPSession(page)
      const heapBytes = async () => {
        for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
        return (await session.send('Runtime.getHeapUsage')).usedSize
      }
      const trackSome = (count: number) =>
        page.evaluate((events) => {
          const { weir } = window as unknown as Page
          for (let n = 0; n < events; n++) weir.track('made', { n, padding: 'x'.repeat(300) })
        }, count)
      const delivered = (count: number) =>
        until(`${count} events`, async () => {
          await page.evaluate(() => (window as unknown as Page).weir.flush())
          return new Set(site.events.map((event) => event.seq)).size === count || undefined
        })
      await trackSome(500)
      await delivered(500)
      const before = await heapBytes()
      for (let chunk = 0; chunk < 19; chunk++) {
        site.status = chunk % 2 ? 202 : 503
        await trackSome(500)
      }
      site.status = 202
      await delivered(10_000)
      const after = await heapBytes()
      expect(after - before).toBeLessThan(300_000)
      const keys = await page.evaluate(() => Object.keys(localStorage).length)
      expect(keys).toBe(1)
    } finally {
      await browser.close()
      await site.close()
    }
  },
)
