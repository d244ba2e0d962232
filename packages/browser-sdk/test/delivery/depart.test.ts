import { expect, test } from 'vitest'
import type { FakeBrowser } from '../support/fake-browser.ts'
import type { Globals } from '../support/fake-page.ts'
import { load, numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const unique = (events: readonly number[]) => [...new Set(events)].toSorted((a, b) => a - b)

/** The most copies of any event that the gateway has. */
const mostCopies = ({ gateway }: FakeBrowser) => {
  const counts = new Map<string, number>()
  for (const { event_id: id } of gateway.events) counts.set(id, (counts.get(id) ?? 0) + 1)
  return Math.max(...counts.values())
}

/**
 * As WebKit does: what is under way when a navigation starts has no answer any more. Without keepalive
 * it is rejected then, and so is what starts later; its body has arrived all the same.
 */
function departing() {
  const departure = { isUnderWay: false }
  const start = Promise.withResolvers<never>()
  const change = (globals: Globals) => {
    const fetch = globals.fetch as (url: string, init: { keepalive: boolean }) => Promise<object>
    globals.fetch = async (url: string, init: { keepalive: boolean }) => {
      if (departure.isUnderWay) return init.keepalive ? fetch(url, init) : start.promise
      const answered = fetch(url, init)
      const heard = answered.then((reply) =>
        departure.isUnderWay ? new Promise<never>(() => undefined) : reply,
      )
      return init.keepalive ? heard : Promise.race([heard, start.promise])
    }
  }
  start.promise.catch(() => undefined)
  const depart = () => {
    departure.isUnderWay = true
    start.reject(new TypeError('Load failed'))
  }
  return { depart, change }
}

const isKept = (key: string) => /:\d+$/u.test(key)

test('sends after beforeunload, not in it: what is under way as a navigation starts has no answer', async () => {
  const { depart, change } = departing()
  const { browser, page, weir } = startOnPage({}, { change })
  trackMany(weir, 5)
  page.fire('window', 'beforeunload')
  depart()
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
  expect(browser.storage.keys.filter(isKept)).toEqual([])
})

test('sends a burst in requests that outlive the page, and nothing twice', async () => {
  const { depart, change } = departing()
  const { browser, page, weir } = startOnPage({}, { change })
  trackMany(weir, 200, 1000)
  page.fire('window', 'beforeunload')
  depart()
  await browser.clock.pass(200)
  page.leave()
  load(browser)
  await browser.clock.pass(60_000)
  expect(numbers(browser.gateway.events)).toEqual(range(200))
  expect(Math.max(...browser.gateway.requests.map(({ bytes }) => bytes))).toBeLessThan(30_000)
})

test('does not wait for the answer to what was under way as the navigation started', async () => {
  const { depart, change } = departing()
  const { browser, page, weir } = startOnPage({}, { change })
  trackMany(weir, 100, 1000)
  await browser.clock.pass(1002)
  page.fire('window', 'beforeunload')
  depart()
  await browser.clock.pass(200)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(100))
  page.leave()
  load(browser)
  await browser.clock.pass(60_000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(100))
  expect(mostCopies(browser)).toBe(2)
  expect(browser.gateway.events.length).toBeLessThan(130)
})

test('sends nothing within the task that tracks a burst: it may be a click that navigates', async () => {
  const { browser, weir } = startOnPage()
  trackMany(weir, 100, 1000)
  await browser.clock.pass(900)
  expect(browser.gateway.requests).toEqual([])
  await browser.clock.pass(200)
  expect(numbers(browser.gateway.events)).toEqual(range(100))
})

test('sends nothing a second time while it ends: a beacon has no answer', async () => {
  const change = ({ navigator, fetch }: Globals) => {
    const post = fetch as (url: string, init: object) => Promise<object>
    // As in Firefox, where a beacon may be of any size, and has a room of its own.
    navigator.sendBeacon = (url: string, body: string) => {
      void post(url, { body, keepalive: false }).catch(() => undefined)
      return true
    }
  }
  const { browser, page, weir } = startOnPage({}, { change })
  browser.gateway.latencyMs = 0
  trackMany(weir, 100, 1000)
  page.fire('window', 'pagehide')
  await browser.clock.pass(1)
  page.hide()
  await browser.clock.pass(1)
  expect(numbers(browser.gateway.events)).toEqual(range(100))
})

test('sends what has failed again when the page has stayed, as it does when a link is a download', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 100, 1000)
  page.fire('window', 'beforeunload')
  await browser.clock.pass(1000)
  browser.gateway.mood = { kind: 'answer', status: 202 }
  await browser.clock.pass(8000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual(range(100))
})

test('sends it again when the page comes out of the back/forward cache', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 100, 1000)
  page.freeze()
  await browser.clock.pass(60_000)
  browser.gateway.mood = { kind: 'answer', status: 202 }
  page.thaw()
  await browser.clock.pass(8000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual(range(100))
})

test('sends again at pagehide what has failed since beforeunload', async () => {
  const { browser, page, weir } = startOnPage({ storage: 'memory' })
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 20, 500)
  page.fire('window', 'beforeunload')
  await browser.clock.pass(800)
  browser.gateway.mood = { kind: 'answer', status: 202 }
  page.leave()
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual(range(20))
})

test('sends at once what listeners of the page track when it has left', async () => {
  const { browser, page, weir } = startOnPage()
  ;(page.globals as unknown as EventTarget).addEventListener('pagehide', () => {
    trackMany(weir, 5)
  })
  // Not every browser says that the page is hidden now.
  page.fire('window', 'pagehide')
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual(range(5))
  expect(browser.gateway.requests).toHaveLength(1)
})

test('joins what a hidden page tracks in one turn in one request', async () => {
  const { browser, page, weir } = startOnPage()
  page.hide()
  trackMany(weir, 10)
  await browser.clock.pass(10)
  trackMany(weir, 10)
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events)).toEqual([...range(10), ...range(10)])
  expect(browser.gateway.requests).toHaveLength(2)
})

test('tells of one departure once, and of the next one again', () => {
  const { page, weir } = startOnPage()
  const told: string[] = []
  weir.stop()
  const other = page.sdk.createWeir({
    endpoint: 'https://c.example.com',
    writeKey: 'wk_demo',
    plugins: [({ onLeave }) => onLeave((reason) => told.push(reason))],
  })
  page.freeze()
  expect(told).toEqual(['leave'])
  page.thaw()
  page.freeze()
  expect(told).toEqual(['leave', 'leave'])
  other.stop()
})
