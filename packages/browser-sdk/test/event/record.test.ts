import { validateEnvelope, validateEvent } from '@weir/schema/validate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOnPage } from '../support/start.ts'

const anyString = expect.any(String) as string

test('says when, where and in what browser an event happened', async () => {
  const { browser, weir } = startOnPage(
    {},
    {
      url: 'https://shop.example.com/shoes?size=42&utm_source=mail#reviews',
      title: 'Shoes',
      referrer: 'https://search.example.org/?q=secret',
    },
  )
  weir.track('add_to_cart', { sku: 'A1', value: 49.9 })
  await browser.clock.pass(2000)
  const [event] = browser.gateway.events
  expect(event).toEqual({
    event_id: expect.stringMatching(
      /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    ) as string,
    event_type: 'add_to_cart',
    timestamp: '2026-11-21T01:02:03.456Z',
    anonymous_id: anyString,
    session_id: anyString,
    instance_id: anyString,
    seq: 0,
    page_view_id: anyString,
    page_url: 'https://shop.example.com/shoes?utm_source=mail',
    page_title: 'Shoes',
    referrer: 'https://search.example.org/',
    language: 'en-GB',
    timezone: anyString,
    screen_width: 1920,
    screen_height: 1080,
    viewport_width: 1200,
    viewport_height: 800,
    consent: 'granted',
    value: 49.9,
    properties: { sku: 'A1', value: 49.9 },
  })
  expect(parseInt((event?.event_id ?? '').slice(0, 13).replace('-', ''), 16)).toBe(
    Date.parse('2026-11-21T01:02:03.456Z'),
  )
})

/** The gateway refuses the key `__proto__` at any depth. */
const anyProperties = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.jsonValue({ maxDepth: 3 }), {
    maxKeys: 20,
  })
  .filter((properties) => !JSON.stringify(properties).includes('__proto__'))
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 700 }))

test('makes events that the gateway takes, whatever page and visitor are like', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        title: anyText,
        path: fc.webPath(),
        query: fc.webQueryParameters(),
        user: anyText,
      }),
      anyProperties,
      async ({ title, path, query, user }, properties) => {
        const url = `https://shop.example.com${path}?${query}`
        const { browser, weir } = startOnPage({}, { url, title: title + '\ud83d', referrer: url })
        weir.identify(user, { user })
        weir.track('made', properties)
        await browser.clock.pass(2000)
        expect(browser.gateway.events).toHaveLength(2)
        for (const event of browser.gateway.events) {
          expect(validateEvent(JSON.parse(JSON.stringify(event)))).toMatchObject({ ok: true })
        }
        for (const envelope of browser.gateway.envelopes) {
          expect(validateEnvelope(envelope)).toMatchObject({ ok: true })
        }
      },
    ),
    { numRuns: 100 },
  )
})

test.each([
  ['file:///home/me/page.html', 'http://invalid/'],
  ['about:blank', 'http://invalid/'],
  ['https://me:secret@shop.example.com/', 'https://shop.example.com/'],
])('finds an address for a page at %s', async (url, expected) => {
  const { browser, weir } = startOnPage({}, { url })
  weir.track('made')
  await browser.clock.pass(2000)
  expect(browser.gateway.events[0]?.page_url).toBe(expected)
})

test('takes the address of the parent in a frame made of srcdoc', async () => {
  const { browser, weir } = startOnPage(
    {},
    {
      url: 'about:srcdoc',
      change: ({ document }) => {
        Object.defineProperty(document, 'baseURI', { value: 'https://shop.example.com/parent' })
      },
    },
  )
  weir.track('made')
  await browser.clock.pass(2000)
  expect(browser.gateway.events[0]?.page_url).toBe('https://shop.example.com/parent')
})

const circle: Record<string, unknown> = {}
circle.self = circle
test.each([
  ['a circle', circle],
  ['a bigint', { n: 1n }],
  [
    'an object that throws',
    {
      toJSON: () => {
        throw new Error('no')
      },
    },
  ],
])('gives up %s, says so, and throws nothing into the page', async (_, properties) => {
  const { browser, weir, lost } = startOnPage()
  weir.track('bad', properties)
  weir.track('good')
  await browser.clock.pass(2000)
  expect(lost()).toEqual({ not_json: 1 })
  expect(browser.gateway.envelopes).toMatchObject([
    { dropped: { not_json: 1 }, events: [{ event_type: 'good' }] },
  ])
  expect(validateEnvelope(browser.gateway.envelopes[0])).toMatchObject({ ok: true })
})

test('does not see what the page does to an object after tracking it', async () => {
  const { browser, weir } = startOnPage()
  const properties = { items: ['one'] }
  weir.track('made', properties)
  properties.items.push('two')
  await browser.clock.pass(2000)
  expect(browser.gateway.events[0]?.properties).toEqual({ items: ['one'] })
})

test.each([Number.NaN, Infinity, '7', undefined, null])(
  'lifts no value that is no number: %s',
  async (value) => {
    const { browser, weir } = startOnPage()
    weir.track('made', { value })
    await browser.clock.pass(2000)
    expect(browser.gateway.events[0]).not.toMatchObject({ value: expect.anything() as unknown })
  },
)
