import { expect, test } from 'vitest'
import { createFakeBrowser, type FakeBrowser } from '../support/fake-browser.ts'
import { answer } from '../support/fake-gateway.ts'
import { load, startOnPage } from '../support/start.ts'

const options = { cookieless: 'until_granted', consent: 'unknown' } as const
const types = ({ gateway }: FakeBrowser) => gateway.events.map((event) => event.event_type)

test('forgets what was not sent when consent is withdrawn, though it collects on without ids', async () => {
  const { browser, weir, lost } = startOnPage(options)
  weir.consent.grant()
  browser.gateway.mood = answer(503)
  weir.track('known')
  await browser.clock.pass(3000)
  weir.consent.deny()
  expect(lost()).toEqual({ denied: 1 })
  expect(browser.storage.keys).toEqual([])
  browser.gateway.mood = answer(202)
  weir.track('bare')
  await browser.clock.pass(100_000)
  expect(types(browser)).toEqual(['bare'])
})

test('forgets what was under way when consent was withdrawn and then failed', async () => {
  const { browser, weir } = startOnPage(options)
  weir.consent.grant()
  browser.gateway.mood = answer(503)
  browser.gateway.latencyMs = 500
  weir.track('known')
  await browser.clock.pass(1100)
  weir.consent.deny()
  await browser.clock.pass(1000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(100_000)
  expect(types(browser)).toEqual([])
  expect(browser.storage.keys).toEqual([])
})

test('forgets what another tab has not sent', async () => {
  const browser = createFakeBrowser()
  const open = load(browser, options)
  open.weir.consent.grant()
  browser.gateway.mood = answer(503)
  open.weir.track('known')
  await browser.clock.pass(3000)
  load(browser, options).weir.consent.deny()
  browser.gateway.mood = answer(202)
  await browser.clock.pass(100_000)
  expect(types(browser)).toEqual([])
  expect(browser.storage.keys).toEqual([])
})

test('counts on when a denial is said again on every page', async () => {
  const { browser, weir, lost } = startOnPage(options)
  weir.track('bare')
  weir.consent.deny()
  await browser.clock.pass(3000)
  expect(types(browser)).toEqual(['bare'])
  expect(lost()).toEqual({})
})
