import type { Capture } from './capture.ts'
import { deepestScroll } from './deepest-scroll.ts'
import { later } from './later.ts'
import { stopAll } from './stop-all.ts'

/** While it scrolls the page is measured so often at most, in a task of its own. */
const measureMs = 100
/** Each further quarter of the page is an event. */
const stepPercent = 25

/** How deep the visitor scrolled in the page. */
export const captureScroll = (): Capture => (context) => {
  const { track, listen, onPage } = context
  let steps = 0

  const [scrolled, stay] = later(measureMs, () => {
    const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement as Element
    // Routers scroll to the top, which is not reading.
    if (scrollTop <= 0) return
    const depth = Math.min(scrollTop + clientHeight, scrollHeight)
    const percent = Math.round((100 * depth) / scrollHeight)
    deepestScroll.set(context, Math.max(percent, deepestScroll.get(context) ?? 0))
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
    deepestScroll.delete(context)
  }

  return stopAll(onPage(begin), listen(window, 'scroll', scrolled), begin)
}
