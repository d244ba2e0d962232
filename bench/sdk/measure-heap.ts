import { until } from '@weir/browsers'
import type { Page } from './measure-page.ts'
import type { LabServer } from './serve-lab.ts'

const chunk = 500

/** How much larger the heap is, in kB, after so many events through a gateway that comes and goes. */
export async function measureHeap(page: Page, lab: LabServer, count: number): Promise<number> {
  const hasSdk = await page.evaluate(() => window.weir !== undefined)
  const devtools = await page.context().newCDPSession(page)
  const heapBytes = async (): Promise<number> => {
    for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  const trackSome = (): Promise<void> =>
    page.evaluate((events) => {
      const track = window.weir?.track ?? (() => undefined)
      for (let n = 0; n < events; n++) track('made', { n, padding: 'x'.repeat(300) })
    }, chunk)
  const delivered = async (): Promise<void> => {
    lab.status = 202
    if (!hasSdk) return
    await until('everything is delivered', async () => {
      const isDone = await page.evaluate(() => window.weir?.flush())
      return isDone === true || undefined
    })
  }
  await trackSome()
  await delivered()
  const before = await heapBytes()
  for (let sent = 0; sent < count; sent += chunk) {
    lab.status = (sent / chunk) % 2 === 0 ? 503 : 202
    const { requests } = lab
    await trackSome()
    if (hasSdk) await until('a request', () => lab.requests > requests || undefined)
  }
  await delivered()
  const after = await heapBytes()
  await devtools.detach()
  return (after - before) / 1000
}
