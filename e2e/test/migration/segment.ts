import type { Weir } from '@weir/browser-sdk'

type Properties = Record<string, unknown>

/** `Order Completed` becomes `order_completed`. */
const nameOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 64)

/** What Segment calls revenue has a column here. */
const withValue = (properties?: Properties): Properties | undefined => {
  // Neither nothing nor "1,299.00" is a number: what is none stays as it is.
  const value = Number(properties?.revenue || Number.NaN)
  return Number.isFinite(value) ? { value, ...properties } : properties
}

/** Calls of Segment's analytics.js, told to Weir. */
export const createAnalytics = (weir: Weir) => ({
  track: (name: string, properties?: Properties): void =>
    weir.track(nameOf(name), withValue(properties)),
  page: (_category?: string, name?: string, properties?: Properties): void =>
    weir.page(name === undefined ? properties : { ...properties, name }),
  identify: (userId: string, traits?: Properties): void => weir.identify(userId, traits),
  reset: (): void => weir.reset(),
})
