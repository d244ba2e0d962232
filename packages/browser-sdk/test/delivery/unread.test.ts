import { expect, test } from 'vitest'
import type { FakeBrowser } from '../support/fake-browser.ts'
import { load, numbers, startOnPage, trackMany } from '../support/start.ts'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const ascending = (counts: readonly number[]) => counts.toSorted((a, b) => a - b)

/** How long Firefox keeps what it has once told a page of its storage. */
const idleMs = 5000

/**
 * A page whose storage is Firefox's: of much it gives the keys alone at first, and when the page goes on
 * to remove some of it, all that it has not read by then is null from the next task on, until storage was
 * let alone for five seconds.
 */
function loadInFirefox({ browser, listed = false }: { browser: FakeBrowser; listed?: boolean }) {
  const { area, keys } = browser.storage
  const { clock } = browser
  let unread = new Set(listed ? keys : [])
  let isListed = listed
  let removedAt = listed ? 0 : Infinity
  let lastUse = clock.now()
  const use = () => {
    if (clock.now() - lastUse >= idleMs) {
      unread = new Set()
      isListed = false
      removedAt = Infinity
    }
    lastUse = clock.now()
  }
  const localStorage = new Proxy(area, {
    ownKeys: () => {
      use()
      if (!isListed) unread = new Set(browser.storage.keys)
      isListed = true
      return browser.storage.keys
    },
    get: (_, key) => {
      use()
      if (unread.has(String(key)) && clock.now() > removedAt) return undefined
      unread.delete(String(key))
      return area[String(key)]
    },
    set: (_, key, text: string) => {
      use()
      unread.delete(String(key))
      area[String(key)] = text
      return true
    },
    deleteProperty: (_, key) => {
      use()
      unread.delete(String(key))
      removedAt = Math.min(removedAt, clock.now())
      return delete area[String(key)]
    },
  })
  return load(browser, {}, { change: (globals) => void Object.assign(globals, { localStorage }) })
}

test('takes over all of what several pages have left, one after the other, in Firefox as well', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 5)
  page.crash()
  await browser.clock.pass(2000)
  const other = load(browser)
  trackMany(other.weir, 5)
  other.page.crash()
  await browser.clock.pass(2000)
  loadInFirefox({ browser })
  await browser.clock.pass(10_000)
  expect(ascending(numbers(browser.gateway.events))).toEqual(ascending([...range(5), ...range(5)]))
})

test('leaves what is listed but cannot be read, and lets storage alone until it can', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  page.crash()
  await browser.clock.pass(7000)
  // The page has listed what it has before, and removed some of it.
  loadInFirefox({ browser, listed: true })
  await browser.clock.pass(1000)
  expect(browser.gateway.events).toEqual([])
  await browser.clock.pass(30_000)
  expect(numbers(browser.gateway.events)).toEqual(range(3))
  expect(browser.storage.keys.filter((key) => /:\d+$/u.test(key))).toEqual([])
})
