import type { Capture } from './capture.ts'
import { reachScroll } from './deepest-scroll.ts'
import { listenAll } from './listen-all.ts'
import { later } from './later.ts'
import { stopAll } from './stop-all.ts'

/** While it scrolls the page is measured so often at most, in a task of its own. */
const measureMs = 100
/** Each further quarter of the page is an event. */
const stepPercent = 25

/** How deep the visitor scrolled in the page. */
export const captureScroll =
  (): Capture =>
  ({ track, listen, onPage }) => {
    let steps = 0

    const [scrolled, stay] = later(measureMs, () => {
      const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement as Element
      // Routers scroll to the top, which is not reading.
      if (scrollTop <= 0) return
      const depth = Math.min(scrollTop + clientHeight, scrollHeight)
      const percent = Math.round((100 * depth) / scrollHeight)
      reachScroll(percent)
      if (percent < (steps + 1) * stepPercent) return
      steps = Math.floor(percent / stepPercent)
      track('scroll', {
        depth_percent: percent,
        depth_px: Math.round(depth),
        page_height: scrollHeight,
      })
    })
    const begin = () => {
      stay()
      steps = 0
      reachScroll()
    }

    return stopAll(onPage(begin), listenAll(listen, 'scroll', scrolled), begin)
  }
