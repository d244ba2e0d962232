import type { Weir } from '@weir/browser-sdk'

interface StructEvent {
  readonly category: string
  readonly action: string
  readonly label?: string
  readonly property?: string
  readonly value?: number
}

interface SelfDescribingEvent {
  readonly event: { readonly schema: string; readonly data: Record<string, unknown> }
}

/** `Add to basket` and `add-to-basket` become `add_to_basket`. */
const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 64)

/** `iglu:com.acme/add_to_cart/jsonschema/1-0-2` becomes `add_to_cart`. */
const schemaName = (schema: string): string => nameOf(schema.split('/')[1] ?? 'unnamed')

/** Calls of Snowplow's browser tracker, told to Weir. */
export const createTracker = (weir: Weir) => ({
  trackPageView: (): void => weir.page(),
  trackStructEvent: ({ action, ...properties }: StructEvent): void =>
    weir.track(nameOf(action), properties),
  trackSelfDescribingEvent: ({ event: { schema, data } }: SelfDescribingEvent): void =>
    weir.track(schemaName(schema), data),
  setUserId: (userId: string | null): void =>
    userId === null ? weir.reset() : weir.identify(userId),
})
