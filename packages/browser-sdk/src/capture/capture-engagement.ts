import type { Capture } from './capture.ts'
import { deepestScroll } from './deepest-scroll.ts'
import { listenAll } from './listen-all.ts'
import { stopAll } from './stop-all.ts'

/** How long a visitor counts as active after a sign of them. */
const idleMs = 30_000
/** What a person does (scrolling is not: scripts do it too), and what may change the state. */
const signs = 'blur focus keydown pointerdown pointermove visibilitychange wheel'
/** Nobody saw less. A page that unloads is left twice, and one that is restored is seen before it begins. */
const glimpseMs = 100

/**
 * How long the page was visible, and how long the visitor was active on it: with the page visible and
 * focused, and not idle. An event tells the time since the one before it, so those of one page view
 * add up.
 */
export const captureEngagement =
  (): Capture =>
  ({ track, listen, onLeave, onPage }) => {
    let last = performance.now()
    let visible = false
    let focused = false
    let visibleMs = 0
    let activeMs = 0

    const tick = () => {
      const at = performance.now()

      const passed = at - last
      last = at
      if (visible) visibleMs += passed
      if (focused) activeMs += Math.min(passed, idleMs)
      visible = !document.hidden
      focused = visible && document.hasFocus()
    }

    tick()
    return stopAll(
      onPage(tick),
      onLeave((reason) => {
        tick()
        if (visibleMs < glimpseMs) return
        track('engagement', {
          visible_ms: Math.round(visibleMs),
          active_ms: Math.round(activeMs),
          max_scroll_percent: deepestScroll(),
          reason,
        })
        visibleMs = activeMs = 0
      }),
      listenAll(listen, signs, tick),
    )
  }
