import type { WeirEvent } from '../generated/types.ts'

/** One event with what is to be expected of it. */
export interface ValidExample {
  /** What is special about it, in words. */
  readonly name: string
  readonly event: WeirEvent
}
export interface InvalidExample {
  /** What is wrong with it, in words. */
  readonly name: string
  readonly event: unknown
  /** JSON pointer to what is wrong. */
  readonly path: string
}
export interface Examples {
  readonly valid: readonly ValidExample[]
  readonly invalid: readonly InvalidExample[]
}

/** An ordinary event in everything but what is asked for; the same on every run. */
export const usualEvent = {
  event_id: '0199f0a4-7c00-7000-8000-000000000001',
  event_type: 'page_view',
  timestamp: '2026-11-21T01:02:03.456Z',
  session_id: 's-0199f0a4',
  page_url: 'https://shop.example.com/products/mug?utm_source=newsletter',
  anonymous_id: 'a-0199f0a4',
  instance_id: 'i-0199f0a4',
  seq: 0,
  page_view_id: 'p-0199f0a4',
  page_title: 'A mug – Example shop',
  referrer: 'https://search.example.org/',
  language: 'en-GB',
  timezone: 'Europe/Berlin',
  screen_width: 1920,
  screen_height: 1080,
  viewport_width: 1280,
  viewport_height: 720,
  consent: 'granted',
} as const

type Fields = Readonly<Record<string, unknown>>

/** Examples of what one event type holds in `properties`; `undefined` leaves `properties` out. */
export function payloadExamples(
  eventType: string,
  cases: {
    readonly valid: Readonly<Record<string, Fields | undefined>>
    /** The pointer is relative to `properties`. */
    readonly invalid: Readonly<Record<string, readonly [path: string, properties: unknown]>>
  },
): Examples {
  const event = (properties: unknown) => ({
    ...usualEvent,
    event_type: eventType,
    ...(properties === undefined ? {} : { properties }),
  })
  return {
    valid: Object.entries(cases.valid).map(([name, properties]) => ({
      name: `${eventType}: ${name}`,
      event: event(properties) as WeirEvent,
    })),
    invalid: Object.entries(cases.invalid).map(([name, [path, properties]]) => ({
      name: `${eventType}: ${name}`,
      event: event(properties),
      path: `/properties${path}`,
    })),
  }
}

/** Examples of what every event carries; `undefined` takes a field away. */
export function fieldExamples(cases: {
  readonly valid: Readonly<Record<string, Fields>>
  readonly invalid: Readonly<Record<string, readonly [path: string, fields: Fields]>>
}): Examples {
  const event = (fields: Fields): unknown =>
    Object.fromEntries(
      Object.entries({ ...usualEvent, ...fields }).filter(([, value]) => value !== undefined),
    )
  return {
    valid: Object.entries(cases.valid).map(([name, fields]) => ({
      name,
      event: event(fields) as WeirEvent,
    })),
    invalid: Object.entries(cases.invalid).map(([name, [path, fields]]) => ({
      name,
      event: event(fields),
      path,
    })),
  }
}
