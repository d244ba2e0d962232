import type { Capture } from './capture.ts'
import { listenAll } from './listen-all.ts'
import { later } from './later.ts'
import { stopAll } from './stop-all.ts'
import { watchHistory } from './watch-history.ts'

/** How page views are told apart. */
export interface PageOptions {
  /**
   * What of a scrubbed address names the page: when it changes, a page view is counted. Default: all of
   * it but campaign parameters and the slash at the end of a path.
   */
  readonly canonical?: (url: string) => string
}

/** Not an address any more, but the same for all addresses of one page. */
const canonicalUrl = (url: string): string => url.replace(/[?&](utm_[^&#]*)?|\/(?=[?#]|$)/g, '')

// Not in the types of the DOM yet.
type Prerendered = Document & { readonly prerendering?: boolean }

/** Page views: the load, each page of a single-page app, the return from the back/forward cache. */
export const capturePages =
  ({ canonical = canonicalUrl }: PageOptions = {}): Capture =>
  ({ page, scrubUrl, listen, onPage }) => {
    // A page may have put a variable there, or an element of that id; a sandboxed frame hears nothing of it.
    const moves = window.navigation as Navigation | undefined
    let shown: string | undefined

    const current = () => canonical(scrubUrl(location.href))
    const view = (navigation: string | undefined) => page({ navigation })
    // Routers replace and push in one go, and then set the title: what counts is where it ends.
    const [moved, stay] = later(0, () => {
      // Nobody has seen a prerendered page yet, and perhaps nobody will.
      if (shown !== undefined && current() !== shown) view('in_app')
    })

    const stop = stopAll(
      stay,
      () => (shown = undefined),
      onPage(() => (shown = current())),
      // A page out of the back/forward cache loads nothing, and its scripts do not begin again.
      listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
        if (persisted) view('restored')
      }),
      listen(document, 'prerenderingchange', () => view('prerendered')),
      moves?.currentEntry
        ? listen(moves, 'currententrychange', moved)
        : stopAll(listenAll(listen, 'popstate', moved), watchHistory(moved)),
    )
    if (!(document as Prerendered).prerendering) {
      view(['load', 'reload', 'back_forward'][performance.navigation?.type ?? 0])
    }
    return stop
  }
