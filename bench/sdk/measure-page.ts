import type { LaunchedChromium } from '@weir/browsers'

export type Page = Awaited<ReturnType<LaunchedChromium['browser']['newPage']>>

/** Microseconds of one call, in tasks of twenty calls. */
export const measureTracking = (page: Page, tracker: string, count: number): Promise<number> =>
  page.evaluate(
    async ([name, calls]) => {
      const track = window.lab.trackers[name]
      const properties = { sku: 'MUG-1', quantity: 2, price: 12.5, page: 'product' }
      let total = 0
      for (let at = 0; at < calls; at += 20) {
        await new Promise((done) => setTimeout(done))
        const start = performance.now()
        for (let next = at; next < at + 20; next++) track?.('add_to_cart', { ...properties, next })
        total += performance.now() - start
      }
      for (const key of Object.keys(localStorage))
        if (key.startsWith('least:')) localStorage.removeItem(key)
      await window.weir?.flush()
      return (total * 1000) / calls
    },
    [tracker, count] as const,
  )

/** Microseconds of one press and click; every other one is answered by a change of the page. */
export const measureClicks = (page: Page, count: number): Promise<number> =>
  page.evaluate(async (clicks) => {
    const buttons = Array.from(document.querySelectorAll('button'))
    const click = async (at: number): Promise<void> => {
      const button = buttons[at % buttons.length]
      const init = { bubbles: true, composed: true, detail: 1, clientX: (at * 37) % 900 }
      button?.dispatchEvent(new PointerEvent('pointerdown', init))
      button?.dispatchEvent(new PointerEvent('click', init))
      if (at % 2 && button) button.className = `clicked-${at}`
      // Mutation observers are called when the script pauses.
      await Promise.resolve()
    }
    let total = 0
    for (let at = 0; at < clicks; at += 20) {
      await new Promise((done) => setTimeout(done))
      const start = performance.now()
      for (let next = at; next < at + 20; next++) await click(next)
      total += performance.now() - start
    }
    await window.weir?.flush()
    return (total * 1000) / clicks
  }, count)

export const scroll = (page: Page, frames: number): Promise<void> =>
  page.evaluate(async (count) => {
    for (let at = 0; at < count; at++) {
      await new Promise(requestAnimationFrame)
      window.scrollBy(0, at < count / 2 ? 20 : -20)
    }
  }, frames)

export interface ScrollCost {
  /** Of the page's scripts, those of the measurement included, for one frame. */
  readonly scriptMicros: number
  /** Tasks with reads that may cost a layout, for one frame. */
  readonly layoutReads: number
}

export async function measureScrolling(page: Page, frames: number): Promise<ScrollCost> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const read = async (): Promise<readonly [seconds: number, reads: number]> => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
    return [script, await page.evaluate(() => window.lab.layoutReads)]
  }
  const before = await read()
  await scroll(page, frames)
  const after = await read()
  await devtools.detach()
  return {
    scriptMicros: ((after[0] - before[0]) * 1e6) / frames,
    layoutReads: (after[1] - before[1]) / frames,
  }
}
