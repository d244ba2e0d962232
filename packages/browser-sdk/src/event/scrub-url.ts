import { maxLengths } from '@weir/schema'
import { attempt } from '../platform/attempt.ts'
import type { Configured } from '../options.ts'

/**
 * An address without what may name a person: the user and password, every query parameter that is
 * not on the list, and the fragment, unless it is the route of a single-page app (`#/…`). Empty
 * when it is not an http address.
 */
export const scrubUrl = ({ keepParams }: Configured, text: string): string =>
  attempt(() => {
    const url = new URL(text, document.baseURI)
    if (!url.protocol.startsWith('http')) return ''
    url.username = url.password = ''
    for (const name of new Set(url.searchParams.keys())) {
      if (!name.startsWith('utm_') && !keepParams?.includes(name)) {
        url.searchParams.delete(name)
      }
    }
    url.hash = /^#!?\/[^?]*/.exec(url.hash)?.[0] ?? ''
    return url.href.slice(0, maxLengths.page_url)
  }) ?? ''
