import type { LaunchedChromium } from '@weir/browsers'
import { longestTask } from './longest-task.ts'

export type Page = Awaited<ReturnType<LaunchedChromium['browser']['newPage']>>

declare global {
  interface Window {
    layoutReads: number
  }
}

const clicks = 1000
const frames = 200

/** Microseconds for one press and click, half of them answered by a change of the page. */
const measureClicks = (page: Page): Promise<number> =>
  page.evaluate(async (count) => {
    const buttons = Array.from(document.querySelectorAll('button'))
    const click = async (at: number) => {
      const button = buttons[at % buttons.length]
      const init = { bubbles: true, composed: true, detail: 1, clientX: (at * 37) % 900 }
      button?.dispatchEvent(new PointerEvent('pointerdown', init))
      button?.dispatchEvent(new PointerEvent('click', init))
      if (at % 2 && button) button.className = `clicked-${at}`
      // Mutation observers are called when the script pauses.
      await Promise.resolve()
    }
    let total = 0
    for (let at = 0; at < count; at += 20) {
      // A task of its own for every few, or all of them together would be a long one.
      await new Promise((done) => setTimeout(done))
      const start = performance.now()
      for (let next = at; next < at + 20; next++) await click(next)
      total += performance.now() - start
    }
    return (total * 1000) / count
  }, clicks)

const scroll = (page: Page): Promise<void> =>
  page.evaluate(async (count) => {
    for (let at = 0; at < count; at++) {
      await new Promise(requestAnimationFrame)
      window.scrollBy(0, at < count / 2 ? 20 : -20)
    }
  }, frames)

/** Of one frame of scrolling: seconds of script, seconds of all tasks, layouts; and our reads. */
async function measureScrolling(page: Page): Promise<readonly number[]> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const value = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN
    const reads = await page.evaluate(() => window.layoutReads)
    return [value('ScriptDuration'), value('TaskDuration'), value('LayoutCount'), reads]
  }
  const before = await read()
  await scroll(page)
  const after = await read()
  await devtools.detach()
  return after.map((value, at) => (value - (before[at] ?? 0)) / frames)
}

export const columns = [
  'µs a click',
  'µs of script a frame',
  'µs of tasks a frame',
  'layouts a frame',
  'reads a frame',
  'longest task, ms of processor',
] as const

/** One value for each column. */
export async function measure(page: Page): Promise<readonly number[]> {
  // The first time is to warm up.
  await measureClicks(page)
  const click = await measureClicks(page)
  const [script = 0, tasks = 0, layouts = 0, reads = 0] = await measureScrolling(page)
  const longest = await longestTask(page, async () => {
    await measureClicks(page)
    await scroll(page)
  })
  return [click, script * 1e6, tasks * 1e6, layouts, reads, longest]
}
