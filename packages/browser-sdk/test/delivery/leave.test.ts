import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { load, numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const unique = (events: readonly number[]) => [...new Set(events)].toSorted((a, b) => a - b)
const kept = (keys: readonly string[]) => keys.filter((key) => /:\d+$/.test(key))

test('starts to send everything before the handler of the last event of a page returns', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.leave()
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
})

test.each([
  ['window', 'beforeunload'],
  ['window', 'pagehide'],
] as const)('sends at %s %s', async (target, type) => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.fire(target, type)
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
  expect(kept(browser.storage.keys)).toEqual([])
})

test('sends what is tracked while the page is hidden at once: it may never be shown again', async () => {
  const { browser, page, weir } = startOnPage()
  page.hide()
  weir.track('late')
  page.crash()
  await browser.clock.pass(10)
  expect(browser.gateway.events).toMatchObject([{ event_type: 'late' }])
})

test('sends what listeners of the page track after it has heard of the end itself', async () => {
  const { browser, page, weir } = startOnPage()
  page.document.addEventListener('visibilitychange', () => weir.track('last_words'))
  page.leave()
  await browser.clock.pass(10)
  expect(browser.gateway.events).toMatchObject([{ event_type: 'last_words' }])
})

test('has nothing to send again when the answer comes before the page is gone', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.fire('window', 'beforeunload')
  await browser.clock.pass(50)
  page.leave()
  load(browser)
  await browser.clock.pass(60_000)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
})

test('keeps what nobody has confirmed, and sends it again from the next page', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = { kind: 'answer_lost' }
  trackMany(weir, 5)
  page.leave()
  browser.gateway.mood = answer(202)
  load(browser)
  await browser.clock.pass(60_000)
  expect(numbers(browser.gateway.events)).toEqual([...range(5), ...range(5)])
  const ids = browser.gateway.events.map(({ event_id: id }) => id)
  expect(new Set(ids).size).toBe(5)
  expect(kept(browser.storage.keys)).toEqual([])
})

test('loses nothing of a burst that is too large for the end of a page', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 200, 1000)
  page.leave()
  await browser.clock.pass(100)
  expect(browser.gateway.events.length).toBeGreaterThan(30)
  load(browser)
  await browser.clock.pass(60_000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(200))
})

test('loses nothing when the gateway is away as the page ends', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 10)
  page.leave()
  await browser.clock.pass(60_000)
  browser.gateway.mood = answer(202)
  load(browser)
  await browser.clock.pass(10_000)
  expect(numbers(browser.gateway.events)).toEqual(range(10))
})

test('tries again from a hidden page', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 10)
  page.hide()
  await browser.clock.pass(5000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(70_000)
  expect(numbers(browser.gateway.events)).toEqual(range(10))
})
