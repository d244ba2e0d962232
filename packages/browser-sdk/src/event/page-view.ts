import { type EventFields, maxLengths } from '@weir/schema'
import type { Configured } from '../options.ts'
import { uuid } from '../platform/uuid.ts'
import { scrubUrl } from './scrub-url.ts'

/** Part of an event; what is undefined is left out of its JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** The page view that events belong to. What is tracked before the first has begun belongs to it. */
export interface PageView {
  viewId: string
  hasBegun?: boolean
  pageUrl?: string
  pageTitle?: string
  cameFrom?: string
  browserFields?: Fields
}

/** A page without an http address: a file, about:blank. */
const noAddress = 'http://invalid/'

/** A frame made of `srcdoc` has the address of its parent as its base. */
const addressOf = (sdk: Configured): string =>
  scrubUrl(sdk, location.href) || scrubUrl(sdk, document.baseURI) || noAddress

/** What the browser says of itself. The size of the viewport may cost a layout. */
const readBrowser = () =>
  ({
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen_width: screen.width,
    screen_height: screen.height,
    viewport_width: innerWidth,
    viewport_height: innerHeight,
  }) satisfies Partial<EventFields>

/** What an event of now says of its page. */
export const viewFields = (sdk: Configured & PageView): Fields => {
  // Before the first page view has begun, the address may still change.
  if (!sdk.hasBegun) sdk.pageUrl = addressOf(sdk)
  sdk.cameFrom ??= document.referrer && scrubUrl(sdk, document.referrer)
  // A script in the head may run before there is a title.
  sdk.pageTitle ||= document.title.slice(0, maxLengths.page_title)
  sdk.browserFields ??= readBrowser()
  return {
    page_view_id: sdk.viewId,
    page_url: sdk.pageUrl,
    page_title: sdk.pageTitle || undefined,
    referrer: sdk.cameFrom || undefined,
    ...sdk.browserFields,
  }
}

/** Begins the next page view, if it is not the first. */
export const beginView = (sdk: Configured & PageView): void => {
  if (sdk.hasBegun) {
    sdk.viewId = uuid()
    sdk.cameFrom = sdk.pageUrl as string
  }
  sdk.hasBegun = true
  sdk.pageUrl = addressOf(sdk)
  sdk.pageTitle = ''
  delete sdk.browserFields
}
