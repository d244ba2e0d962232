import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { startOnPage, trackMany } from '../support/start.ts'

/** What a promise has come to, after so much time; undefined while it is open. */
async function after<T>(
  clock: { pass(ms: number): Promise<void> },
  ms: number,
  flushed: Promise<T>,
) {
  let result: T | undefined
  const wait = async () => {
    result = await flushed
  }
  void wait()
  await clock.pass(ms)
  return result
}

test('is true when the gateway has everything', async () => {
  const { browser, weir } = startOnPage()
  trackMany(weir, 100, 1000)
  expect(await after(browser.clock, 200, weir.flush())).toBe(true)
  expect(browser.gateway.events).toHaveLength(100)
})

test('is true when there is nothing to send', async () => {
  const { browser, weir } = startOnPage()
  expect(await after(browser.clock, 0, weir.flush())).toBe(true)
  expect(browser.gateway.requests).toEqual([])
})

test('waits for what is under way already', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.latencyMs = 500
  trackMany(weir, 3)
  page.fire('window', 'beforeunload')
  const flushed = weir.flush()
  expect(await after(browser.clock, 400, flushed)).toBeUndefined()
  expect(await after(browser.clock, 200, flushed)).toBe(true)
})

test('is false when something waits on', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  expect(await after(browser.clock, 200, weir.flush())).toBe(false)
})

test('is false when something had to be given up', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(401)
  trackMany(weir, 3)
  expect(await after(browser.clock, 200, weir.flush())).toBe(false)
  expect(await after(browser.clock, 200, weir.flush())).toBe(true)
})

test('is false while events wait for the visitor to decide', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  trackMany(weir, 3)
  expect(await after(browser.clock, 200, weir.flush())).toBe(false)
})
