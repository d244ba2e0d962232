import { amend, standing } from '../visitor/standing.ts'
import { visit } from '../visitor/visit.ts'
import type { OwnContext } from './own-context.ts'
import type { Plugin } from './plugin.ts'

const param = 'weir_id'
/** A link is followed at once; a copied one is somebody else's. */
const freshMs = 120_000

const isOneOf = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`))

/**
 * Knows a visitor again on sister sites: a link to one of these domains carries their ids, for the
 * moment in which it is followed; on the other side they are taken when the visitor comes from one
 * of these domains within two minutes.
 */
export const linkDomains =
  (domains: readonly string[]): Plugin =>
  (context) => {
    const { window, listen, now, core } = context as OwnContext
    const { location, document } = window

    const arrive = () => {
      const [visitor = '', session = '', time = ''] =
        new URLSearchParams(location.search).get(param)?.split('.') ?? []
      const { hostname } = new URL(document.referrer)
      const isFresh = Math.abs(now() - parseInt(time, 36)) < freshMs
      const isWhole = [visitor, session].every((id) => /^[\w-]{36}$/.test(id))
      if (isFresh && isWhole && isOneOf(hostname, domains)) {
        amend(core, { 0: visitor, 1: session, 2: now(), 3: now() })
      }
    }
    const decorate = (event: MouseEvent) => {
      const link = event
        .composedPath()
        .find((each): each is HTMLAnchorElement => each instanceof window.HTMLAnchorElement)
      // A list for all sites names this one too.
      if (!link || link.hostname === location.hostname || !isOneOf(link.hostname, domains)) return
      const known = standing(core)
      if (!known.reach) return
      const [visitor, session] = visit(core, known)
      const { href } = link
      const url = new URL(href)
      url.searchParams.set(param, [visitor, session, now().toString(36)].join('.'))
      link.href = url.href
      // The browser has read it when the click is over: nobody copies a link with somebody's id.
      window.setTimeout(() => {
        link.href = href
      })
    }
    if (document.referrer) arrive()
    const stops = [listen(window, 'click', decorate), listen(window, 'auxclick', decorate)]
    return () => stops.forEach((stop) => stop())
  }
