import type { Capture } from './capture.ts'
import { deepestScroll } from './deepest-scroll.ts'
import { stopAll } from './stop-all.ts'

/** While it scrolls the page is measured so often at most, in a task of its own. */
const measureMs = 100
/** Each further quarter of the page is an event. */
const stepPercent = 25

/** No page has more, or the gateway refuses it. */
const pixels = (length: number): number => Math.min(Math.round(length), 1e7)

/** How deep the visitor scrolled in the page, or in what scrolls in its place. */
export const captureScroll = (): Capture => (context) => {
  const { window, track, listen, onPage } = context
  let timer: number | undefined
  let steps = 0

  const measure = (target: Document | Element) => {
    timer = undefined
    const page = window.document.scrollingElement
    const box = 'matches' in target ? target : page
    if (!page || !box) return
    const { scrollTop, scrollHeight, clientHeight } = box
    // Routers scroll to the top, which is not reading. An application may scroll an element in place
    // of the page; a list beside the text is neither.
    if (
      scrollTop <= 0 ||
      (box !== page &&
        (page.scrollHeight > page.clientHeight || clientHeight * 2 < page.clientHeight))
    ) {
      return
    }
    const depth = Math.min(scrollTop + clientHeight, scrollHeight)
    const percent = Math.round((100 * depth) / scrollHeight)
    deepestScroll.set(context, Math.max(percent, deepestScroll.get(context) ?? 0))
    if (percent < (steps + 1) * stepPercent) return
    steps = Math.floor(percent / stepPercent)
    track('scroll', {
      depth_percent: percent,
      depth_px: pixels(depth),
      page_height: pixels(scrollHeight),
    })
  }
  const begin = () => {
    clearTimeout(timer)
    timer = undefined
    steps = 0
    deepestScroll.delete(context)
  }

  return stopAll(
    onPage(begin),
    listen(window, 'scroll', ({ target }: { target: Document | Element }) => {
      timer ??= window.setTimeout(measure, measureMs, target)
    }),
    begin,
  )
}
