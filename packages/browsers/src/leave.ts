import type { Tab } from './engine.ts'
import { until } from './until.ts'

type Evaluate = Tab['evaluate']

/** Leaves a page by its own hand for another one; resolves when that is loaded. */
export async function leaveFor(evaluate: Evaluate, url: string): Promise<void> {
  const left = await evaluate((to) => {
    // Not at once: an engine may not answer for a page that has gone.
    setTimeout(() => location.assign(to))
    return performance.timeOrigin
  }, url)
  await otherPage(evaluate, left)
}

/** Loads the page anew; resolves when it is loaded. */
export async function leaveForItself(evaluate: Evaluate): Promise<void> {
  const left = await evaluate(() => {
    setTimeout(() => location.reload())
    return performance.timeOrigin
  })
  await otherPage(evaluate, left)
}

/** Goes back in the history; resolves when the page before is shown, loaded or not. */
export async function leaveBack(evaluate: Evaluate): Promise<void> {
  const left = await evaluate(() => {
    setTimeout(() => history.back())
    return performance.timeOrigin
  })
  await otherPage(evaluate, left, ['interactive', 'complete'])
}

/**
 * What drives an engine waits for a load, which a page that comes from the back/forward cache does
 * not have. So the page itself is asked; each document has its own time origin.
 */
async function otherPage(
  evaluate: Evaluate,
  left: number,
  states: readonly DocumentReadyState[] = ['complete'],
): Promise<void> {
  const isShown = (before: number, enough: readonly DocumentReadyState[]): boolean =>
    performance.timeOrigin !== before && enough.includes(document.readyState)
  await until('the other page', async () => (await evaluate(isShown, left, states)) || undefined)
}
