import type { Capture } from './capture.ts'
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
const canonicalUrl = (url: string): string =>
  url.replace(/[?&]((utm_|\w+clk?id)[^&#]*)?|\/(?=[?#]|$)/g, '')

/** Page views: the load, each page of a single-page app, the return from the back/forward cache. */
export const capturePages =
  ({ canonical = canonicalUrl }: PageOptions = {}): Capture =>
  ({ window, page, scrubUrl, listen, onPage }) => {
    const document: Document & { readonly prerendering?: boolean } = window.document
    const navigation: EventTarget | undefined = window.navigation
    let shown: string | undefined
    let timer: number | undefined

    const current = () => canonical(scrubUrl(window.location.href))
    const load = (how = 'load') => {
      const link = document.querySelector('link[rel=canonical]')?.getAttribute('href')
      const address = link ? scrubUrl(link) : ''
      page({ navigation: how, canonical_url: address.startsWith('http') ? address : undefined })
    }
    // Routers replace and push in one go, and then set the title: what counts is where it ends.
    const moved = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        if (!document.prerendering && current() !== shown) page({ navigation: 'in_app' })
      })
    }

    const stop = stopAll(
      () => clearTimeout(timer),
      onPage(() => {
        shown = current()
      }),
      // A page out of the back/forward cache loads nothing, and its scripts do not begin again.
      listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
        if (persisted) page({ navigation: 'restored' })
      }),
      listen(document, 'prerenderingchange', () => load('prerendered')),
      ...(navigation
        ? [listen(navigation, 'currententrychange', moved)]
        : [listen(window, 'popstate', moved), watchHistory(window.history, moved)]),
    )
    // Nobody has seen a prerendered page yet, and perhaps nobody will.
    if (!document.prerendering) {
      const [entry] = window.performance.getEntriesByType('navigation')
      const { type } = entry as PerformanceNavigationTiming
      load(/^re|^ba/.test(type) ? type : undefined)
    }
    return stop
  }
