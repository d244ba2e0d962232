import type { Browser } from 'playwright'

export interface ViewFacts {
  /** Between frames, in milliseconds; 16.7 is what the screen can show. */
  readonly frameMs: number
  /** The one in a hundred that is slower. */
  readonly slowFrameMs: number
  /** Of the page's main thread, in hundredths. */
  readonly busy: number
  /** Tasks of the main thread above 50 ms. */
  readonly longTasks: number
  /** Elements and texts of the page, and its memory, at the end. */
  readonly nodes: number
  readonly heapMb: number
  /** What the page says of how much it shows. */
  readonly says: string
}

interface Frames {
  readonly gaps: readonly number[]
  readonly longTasks: number
}

/** How long a view is looked at, once it shows something. */
const watchedMs = 10_000
const settledMs = 2000

/** Opens a view of the console and watches its frames. */
export async function watchView(
  browser: Browser,
  consoleUrl: string,
  view: string,
): Promise<ViewFacts> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const measure = async (): Promise<Readonly<Record<string, number>>> => {
      const { metrics } = await session.send('Performance.getMetrics')
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    }
    await page.goto(`${consoleUrl}#/${view}`, { waitUntil: 'load' })
    await page.waitForTimeout(settledMs)
    const before = await measure()
    const { gaps, longTasks } = await page.evaluate(watchFrames, watchedMs)
    const after = await measure()
    const since = (name: string): number => (after[name] ?? NaN) - (before[name] ?? NaN)
    const ordered = gaps.toSorted((one, other) => one - other)
    const at = (share: number): number => ordered[Math.floor(ordered.length * share)] ?? Number.NaN
    return {
      frameMs: at(0.5),
      slowFrameMs: at(0.99),
      busy: (since('TaskDuration') / since('Timestamp')) * 100,
      longTasks,
      nodes: after['Nodes'] ?? Number.NaN,
      heapMb: (after['JSHeapUsedSize'] ?? Number.NaN) / 1e6,
      says: (await page.locator('header').textContent()) ?? '',
    }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
async function watchFrames(forMs: number): Promise<Frames> {
  let longTasks = 0
  const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length))
  observer.observe({ type: 'longtask' })
  const gaps: number[] = []
  const frame = (): Promise<number> => new Promise((seen) => requestAnimationFrame(seen))
  const startMs = await frame()
  for (let last = startMs; last - startMs < forMs;) {
    const now = await frame()
    gaps.push(now - last)
    last = now
  }
  observer.disconnect()
  return { gaps, longTasks }
}
