import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const unique = (events: readonly number[]) => [...new Set(events)].toSorted((a, b) => a - b)

test('splits a burst into requests that leave room for what happens at the end of the page', async () => {
  const { browser, weir } = startOnPage()
  trackMany(weir, 200, 1000)
  await browser.clock.pass(5000)
  expect(numbers(browser.gateway.events)).toEqual(range(200))
  expect(Math.max(...browser.gateway.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(
    30_000,
  )
  expect(browser.gateway.requests.length).toBeLessThan(13)
})

test('counts bytes, not characters', async () => {
  const { browser, weir } = startOnPage()
  for (let n = 0; n < 20; n++) weir.track('made', { n, padding: '水'.repeat(1000) })
  await browser.clock.pass(5000)
  expect(numbers(browser.gateway.events)).toEqual(range(20))
  expect(Math.max(...browser.gateway.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(
    30_000,
  )
})

test.each([0, 408, 425, 429, 500, 502, 503, 504])(
  'tries again, without a new event, after status %d',
  async (status) => {
    const { browser, weir, reports } = startOnPage()
    const { gateway, clock } = browser
    gateway.mood = status === 0 ? { kind: 'unreachable' } : answer(status)
    trackMany(weir, 10)
    await clock.pass(6000)
    expect(gateway.events).toEqual([])
    expect(reports.map(({ reason, isLost }) => [reason, isLost])).toContainEqual([
      `http_${status}`,
      undefined,
    ])
    gateway.mood = answer(202)
    await clock.pass(70_000)
    expect(numbers(gateway.events)).toEqual(range(10))
  },
)

test.each([400, 401, 403, 404, 405, 415])(
  'gives up and says so after status %d',
  async (status) => {
    const { browser, weir, lost } = startOnPage()
    browser.gateway.mood = answer(status)
    trackMany(weir, 3)
    await browser.clock.pass(70_000)
    expect(lost()).toEqual({ [`http_${status}`]: 3 })
    expect(browser.storage.keys.filter((key) => /:\d+$/.test(key))).toEqual([])
    browser.gateway.mood = answer(202)
    weir.track('later')
    await browser.clock.pass(70_000)
    expect(browser.gateway.envelopes).toMatchObject([{ dropped: { [`http_${status}`]: 3 } }])
    weir.track('last')
    await browser.clock.pass(5000)
    expect(browser.gateway.envelopes[1]?.dropped).toEqual({})
  },
)

test('tells of a loss again when the envelope that told of it was not accepted', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(400)
  weir.track('refused')
  await browser.clock.pass(2000)
  browser.gateway.mood = answer(503)
  weir.track('waits')
  await browser.clock.pass(5000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(70_000)
  expect(browser.gateway.envelopes).toMatchObject([{ dropped: { http_400: 1 } }])
})

test('halves its requests after 413 until they fit, and says what never fits', async () => {
  const { browser, weir, lost } = startOnPage()
  browser.gateway.mood = ({ bytes }) => answer(bytes > 5000 ? 413 : 202)
  trackMany(weir, 60, 1000)
  weir.track('made', { n: 60, padding: 'x'.repeat(9000) })
  trackMany(weir, 3)
  await browser.clock.pass(70_000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(60))
  expect(lost()).toEqual({ http_413: 1 })
  expect(browser.gateway.events).toHaveLength(63)
})

test('drops an event that no gateway takes before it fills the storage', async () => {
  const { browser, weir, lost } = startOnPage()
  weir.track('huge', { padding: 'x'.repeat(70_000) })
  weir.track('small')
  await browser.clock.pass(5000)
  expect(lost()).toEqual({ too_large: 1 })
  expect(browser.gateway.envelopes).toMatchObject([
    { dropped: { too_large: 1 }, events: [{ event_type: 'small', seq: 1 }] },
  ])
})

test('sends what was not tried before what has failed', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  browser.gateway.latencyMs = 50
  weir.track('made', { n: 0, padding: 'x'.repeat(29_000) })
  await browser.clock.pass(1020)
  weir.track('made', { n: 1 })
  await browser.clock.pass(30)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(70_000)
  expect(numbers(browser.gateway.events)).toEqual([1, 0])
})

test('gives up new events, and says so, when what waits fills the memory', async () => {
  const { browser, weir, lost } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 400, 50_000)
  await browser.clock.pass(1)
  const { queue_full: full = 0 } = lost()
  expect(full).toBeGreaterThan(30)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(600_000)
  expect(browser.gateway.events).toHaveLength(400 - full)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(400 - full))
})

test('puts no more than 1,000 events into a request where bytes would let in more', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 2500)
  // Once nothing more may outlive the page, the rest goes in as few requests as may be.
  page.hide()
  await browser.clock.pass(5000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(2500))
  const { envelopes, requests } = browser.gateway
  expect(Math.max(...envelopes.map(({ events }) => events.length))).toBe(1000)
  expect(Math.max(...requests.map(({ bytes }) => bytes))).toBeLessThan(700_000)
})
