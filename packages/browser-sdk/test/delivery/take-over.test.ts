import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { createFakeBrowser, type FakeBrowser } from '../support/fake-browser.ts'
import { load, numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const unique = (events: readonly number[]) => [...new Set(events)].toSorted((a, b) => a - b)
const kept = (keys: readonly string[]) => keys.filter((key) => /:\d+$/.test(key))

/** A page whose storage lists only some of its keys. */
function loadListing(browser: FakeBrowser, listed: (keys: string[]) => string[]): void {
  const localStorage = new Proxy(browser.storage.area, {
    ownKeys: (area) => listed(Object.keys(area)),
  })
  load(browser, {}, { change: (globals) => void Object.assign(globals, { localStorage }) })
}

test('takes over what a crashed page has left, when its lease has run out', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.crash()
  load(browser)
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toEqual([])
  // Up to a second behind the end of the lease, and then the way to the gateway and back.
  await browser.clock.pass(4000 + 2 * browser.gateway.latencyMs)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
  expect(kept(browser.storage.keys)).toEqual([])
})

test('leaves alone what a living tab still cares for', async () => {
  const { browser, weir } = startOnPage()
  browser.random = () => 0.999
  browser.gateway.mood = answer(503)
  const other = load(browser)
  trackMany(weir, 5)
  for (let second = 0; second < 300; second++) {
    other.page.show()
    await browser.clock.pass(1000)
  }
  browser.gateway.mood = answer(202)
  await browser.clock.pass(120_000)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
})

test('lets go of what another tab has taken over while the page was frozen', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 5)
  page.freeze()
  await browser.clock.pass(10_000)
  browser.gateway.mood = answer(202)
  load(browser)
  await browser.clock.pass(10_000)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
  page.thaw()
  trackMany(weir, 1)
  await browser.clock.pass(10_000)
  expect(numbers(browser.gateway.events)).toEqual([...range(5), 0])
  expect(await weir.flush()).toBe(true)
})

test('loses nothing when a page comes back whose storage the site has cleared', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 5)
  page.freeze()
  await browser.clock.pass(10_000)
  for (const key of browser.storage.keys) delete browser.storage.area[key]
  browser.gateway.mood = answer(202)
  page.thaw()
  await browser.clock.pass(10_000)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
})

test('does not take over the same twice when many tabs start together', async () => {
  const browser = createFakeBrowser()
  browser.gateway.mood = answer(503)
  for (let tab = 0; tab < 3; tab++) {
    const { page, weir } = load(browser)
    trackMany(weir, 4)
    page.leave()
    await browser.clock.pass(10_000)
  }
  browser.gateway.mood = answer(202)
  for (let tab = 0; tab < 4; tab++) load(browser)
  await browser.clock.pass(60_000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual([
    0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3,
  ])
  expect(browser.locks.held.size).toBe(0)
})

test.each([
  ['is not there', undefined],
  ['is refused', { request: () => Promise.reject(new DOMException('', 'SecurityError')) }],
])('throws nothing into the page where Web Locks %s', async (_, locks) => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.crash()
  load(
    browser,
    {},
    {
      change: ({ navigator }) => {
        navigator.locks = locks
      },
    },
  )
  await browser.clock.pass(60_000)
  expect(numbers(browser.gateway.events)).toEqual(locks ? [] : range(5))
})

test('throws away what is no event, and does not let it spoil the others', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  page.crash()
  const [key = ''] = kept(browser.storage.keys)
  browser.storage.area[key] = '{"half":'
  load(browser)
  await browser.clock.pass(60_000)
  expect(unique(numbers(browser.gateway.events))).toEqual([1, 2])
  expect(kept(browser.storage.keys)).toEqual([])
})

test.each([
  { writeKey: 'wk_other' },
  { endpoint: 'https://c.example.org' },
  { endpoint: 'https://c.example.com:8443' },
  { endpoint: 'https://c.example.com/stream' },
])('leaves the events of another site and another gateway alone: %o', async (other) => {
  const { browser, page, weir } = startOnPage(other)
  trackMany(weir, 3)
  page.crash()
  load(browser)
  await browser.clock.pass(60_000)
  expect(browser.gateway.events).toEqual([])
  expect(
    browser.storage.keys.filter((key) => /:\d+$/.test(key) && !key.endsWith(':8443')),
  ).toHaveLength(3)
})

test('leaves no key behind for long but the number of the last event', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  page.leave()
  await browser.clock.pass(10_000)
  browser.gateway.mood = answer(202)
  const next = load(browser)
  await browser.clock.pass(60_000)
  expect(browser.storage.keys).toHaveLength(2)
  next.page.leave()
  await browser.clock.pass(3_600_000)
  load(browser)
  await browser.clock.pass(10_000)
  expect(browser.storage.keys).toEqual(['weir:wk_demo@https://c.example.com'])
})

test('takes over from a full storage, and loses nothing when it has to leave as well', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 20, 100)
  page.crash()
  const used = browser.storage.keys.map(
    (key) => key.length + (browser.storage.area[key] ?? '').length,
  )
  browser.storage.quota = used.reduce((sum, size) => sum + size, 0) + 200
  const second = load(browser)
  await browser.clock.pass(8000)
  expect(browser.gateway.requests.length).toBeGreaterThan(1)
  second.page.crash()
  browser.gateway.mood = answer(202)
  load(browser)
  await browser.clock.pass(20_000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(20))
})

test('comes back for what was not listed yet beside what it has found', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  page.crash()
  const [late = ''] = kept(browser.storage.keys)
  let isListed = false
  loadListing(browser, (keys) => keys.filter((key) => key !== late || isListed))
  for (let waited = 0; numbers(browser.gateway.events).length < 2; waited++) {
    expect(waited).toBeLessThan(100)
    await browser.clock.pass(100)
  }
  isListed = true
  await browser.clock.pass(5000)
  expect(numbers(browser.gateway.events)).toEqual([1, 2, 0])
  expect(kept(browser.storage.keys)).toEqual([])
})

test('looks again within seconds where it has found nothing, and ever more rarely', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  page.crash()
  await browser.clock.pass(60_000)
  let isListed = false
  let looks = 0
  loadListing(browser, (keys) => {
    looks++
    return isListed ? keys : []
  })
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toEqual([])
  isListed = true
  await browser.clock.pass(10_000)
  expect(numbers(browser.gateway.events)).toEqual([0, 1, 2])
  const before = looks
  await browser.clock.pass(12 * 3_600_000)
  expect(looks - before).toBeLessThan(30)
})

test('does not look at the moment at which a lease ends, as every other tab would', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  await browser.clock.pass(500)
  page.crash()
  let drawn = 0
  browser.random = () => (drawn++ % 3) / 3
  const looks = ['one tab', 'another tab'].map(() => {
    const times: number[] = []
    const localStorage = new Proxy(browser.storage.area, {
      ownKeys: () => {
        times.push(browser.clock.now())
        return browser.storage.keys
      },
    })
    load(browser, {}, { change: (globals) => void Object.assign(globals, { localStorage }) })
    return times
  })
  await browser.clock.pass(30_000)
  const [[, first = 0] = [], [, second = 0] = []] = looks
  expect(Math.abs(second - first)).toBeGreaterThan(100)
})
