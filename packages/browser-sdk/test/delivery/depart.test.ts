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
 * As Firefox and WebKit do: while a navigation is under way, a request without keepalive is rejected
 * at once, and its body has often arrived all the same.
 */
function rejecting() {
  const departure = { isUnderWay: false }
  const change = (globals: Globals) => {
    const fetch = globals.fetch as (url: string, init: { keepalive: boolean }) => Promise<object>
    globals.fetch = async (url: string, init: { keepalive: boolean }) => {
      const answered = fetch(url, init)
      if (init.keepalive || !departure.isUnderWay) return answered
      // Nobody hears how it ends.
      answered.catch(() => undefined)
      throw new TypeError('NetworkError when attempting to fetch resource.')
    }
  }
  return { departure, change }
}

test('does not send again at pagehide what was rejected because the page leaves', async () => {
  const { departure, change } = rejecting()
  const { browser, page, weir } = startOnPage({}, { change })
  trackMany(weir, 200, 1000)
  departure.isUnderWay = true
  page.fire('window', 'beforeunload')
  await browser.clock.pass(800)
  page.leave()
  await browser.clock.pass(10)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(200))
  expect(mostCopies(browser)).toBe(1)
  load(browser)
  await browser.clock.pass(60_000)
  expect(unique(numbers(browser.gateway.events))).toEqual(range(200))
  expect(mostCopies(browser)).toBe(2)
})

test('sends it again when the page has stayed, as it does when a link is a download', async () => {
  const { departure, change } = rejecting()
  const { browser, page, weir } = startOnPage({}, { change })
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 100, 1000)
  departure.isUnderWay = true
  page.fire('window', 'beforeunload')
  departure.isUnderWay = false
  await browser.clock.pass(1000)
  browser.gateway.mood = { kind: 'answer', status: 202 }
  await browser.clock.pass(8000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual(range(100))
})

test('sends it again when the page comes out of the back/forward cache', async () => {
  const { departure, change } = rejecting()
  const { browser, page, weir } = startOnPage({}, { change })
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 100, 1000)
  departure.isUnderWay = true
  page.freeze()
  await browser.clock.pass(60_000)
  departure.isUnderWay = false
  browser.gateway.mood = { kind: 'answer', status: 202 }
  page.thaw()
  await browser.clock.pass(8000)
  expect(numbers(browser.gateway.events).toSorted((a, b) => a - b)).toEqual(range(100))
})

test('sends again at pagehide what is kept nowhere: no other page can', async () => {
  const { departure, change } = rejecting()
  const { browser, page, weir } = startOnPage({ storage: 'memory' }, { change })
  browser.gateway.mood = { kind: 'unreachable' }
  trackMany(weir, 100, 500)
  departure.isUnderWay = true
  page.fire('window', 'beforeunload')
  await browser.clock.pass(800)
  browser.gateway.mood = { kind: 'answer', status: 202 }
  page.leave()
  await browser.clock.pass(10)
  expect(numbers(browser.gateway.events).length).toBeGreaterThan(50)
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
