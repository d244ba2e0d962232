import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { createFakeBrowser } from '../support/fake-browser.ts'
import { load, numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const kept = (keys: readonly string[]) => keys.filter((key) => /:\d+$/.test(key))

test('keeps each event before track() returns', () => {
  const { browser, weir } = startOnPage()
  for (let count = 1; count <= 5; count++) {
    weir.track('made')
    expect(kept(browser.storage.keys)).toHaveLength(count)
  }
})

test('delivers from memory what a full storage does not take, and counts it', async () => {
  const browser = createFakeBrowser()
  browser.storage.quota = 3000
  const { weir, lost } = load(browser)
  trackMany(weir, 10)
  expect(kept(browser.storage.keys).length).toBeLessThan(5)
  await browser.clock.pass(5000)
  expect(numbers(browser.gateway.events)).toEqual(range(10))
  expect(browser.gateway.envelopes[0]?.dropped?.unstored).toBeGreaterThan(5)
  expect(lost()).toEqual({})
  expect(await weir.flush()).toBe(true)
})

test.each(['denied', 'missing'])('delivers from memory where storage is %s', async (how) => {
  const browser = createFakeBrowser()
  browser.storage.isDenied = how === 'denied'
  browser.cookies.isDenied = true
  const { weir, page } = load(
    browser,
    {},
    {
      change: (globals) => {
        if (how === 'missing') delete globals.localStorage
      },
    },
  )
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  page.hide()
  await browser.clock.pass(5000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(70_000)
  expect(numbers(browser.gateway.events)).toEqual(range(3))
  const sessions = browser.gateway.events.map(({ session_id: id }) => id)
  expect(new Set(sessions).size).toBe(1)
})

test('leaves most of the storage to the page', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3000, 1000)
  await browser.clock.pass(1)
  const used = browser.storage.keys.reduce(
    (sum, key) => sum + key.length + (browser.storage.area[key] ?? '').length,
    0,
  )
  expect(used).toBeGreaterThan(1_500_000)
  expect(used).toBeLessThan(2_500_000)
})

test('goes on when the page empties the storage', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  await browser.clock.pass(1500)
  for (const key of browser.storage.keys) delete browser.storage.area[key]
  trackMany(weir, 1)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(70_000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual([0, 0, 1, 2])
  expect(kept(browser.storage.keys)).toEqual([])
})
