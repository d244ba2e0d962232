import { type Tab, until } from '@weir/browsers'
import type { PageFunctions } from '../site/page-script.ts'
import type { Visit } from './scenario.ts'

type PageWindow = Window & { readonly page: PageFunctions }

/** A page that is open in a tab; what it tracks is noted by its number. */
export function createVisit(tab: Tab, tracked: number[]): Visit {
  const numbers: number[] = []
  const next = (count: number): number => {
    const from = tracked.length
    for (let n = from; n < from + count; n++) {
      tracked.push(n)
      numbers.push(n)
    }
    return from
  }
  return {
    tab,
    numbers,
    track: (count, bytes = 0) =>
      tab.evaluate(
        (...steps) => (window as unknown as PageWindow).page.track(...steps),
        next(count),
        count,
        bytes,
      ),
    trackAt: (moment, count, bytes = 0) =>
      tab.evaluate(
        (when, ...steps) => (window as unknown as PageWindow).page.trackAt(when, steps),
        moment,
        next(count),
        count,
        bytes,
      ),
    async leave(when) {
      await tab.click(when === 'soon' ? '#leave-soon' : '#leave')
      const isElsewhere = (): boolean =>
        document.title.startsWith('/elsewhere') && document.readyState === 'complete'
      await until('the page elsewhere', async () => (await tab.evaluate(isElsewhere)) || undefined)
    },
    restored: () => tab.evaluate(() => (window as unknown as PageWindow).page.restored),
    complaints: () => tab.evaluate(() => (window as unknown as PageWindow).page.complaints),
  }
}
