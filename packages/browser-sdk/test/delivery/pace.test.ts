import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { startMs } from '../support/fake-browser.ts'
import { startOnPage, trackMany } from '../support/start.ts'

/** When requests arrived, in seconds since the start. */
const arrivals = (requests: readonly { readonly at: number }[]) =>
  requests.map(({ at }) => Math.round((at - startMs) / 1000))

test('waits longer after each failure, up to a minute, by chance', async () => {
  const { browser, weir } = startOnPage()
  browser.random = () => 0.999
  browser.gateway.mood = answer(503)
  weir.track('made')
  await browser.clock.pass(300_000)
  expect(arrivals(browser.gateway.requests)).toEqual([1, 2, 4, 8, 16, 32, 64, 124, 184, 244])
})

test.each([
  ['seconds', '7', 7],
  ['a date', new Date(startMs + 9000).toUTCString(), 8],
])('comes back when a Retry-After in %s allows it, and not before', async (_, header, seconds) => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(429, { 'retry-after': header })
  weir.track('made')
  await browser.clock.pass(1010)
  browser.gateway.mood = answer(202)
  page.show()
  page.fire('window', 'online')
  expect(await weir.flush()).toBe(false)
  await browser.clock.pass(seconds * 1000 - 500)
  expect(arrivals(browser.gateway.requests)).toEqual([1])
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toHaveLength(1)
})

test.each(['nonsense', '-5', '0', new Date(startMs - 3_600_000).toUTCString()])(
  'falls back on its own pause when a Retry-After says %s',
  async (header) => {
    const { browser, weir } = startOnPage()
    browser.random = () => 0.999
    browser.gateway.mood = answer(503, { 'retry-after': header })
    weir.track('made')
    await browser.clock.pass(10_000)
    expect(arrivals(browser.gateway.requests)).toEqual([1, 2, 4, 8])
  },
)

test('does not wait for more than an hour, whatever it is asked', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503, { 'retry-after': '99999999' })
  weir.track('made')
  await browser.clock.pass(5000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(3_590_000)
  expect(browser.gateway.events).toEqual([])
  await browser.clock.pass(20_000)
  expect(browser.gateway.events).toHaveLength(1)
})

test.each(['online', 'pageshow', 'visible'])(
  'tries at once when %s tells of better times',
  async (sign) => {
    const { browser, page, weir } = startOnPage()
    browser.random = () => 0.999
    browser.gateway.mood = answer(503)
    weir.track('made')
    await browser.clock.pass(20_000)
    browser.gateway.mood = answer(202)
    const before = browser.gateway.requests.length
    await browser.clock.pass(10_000)
    expect(browser.gateway.requests).toHaveLength(before)
    if (sign === 'visible') page.show()
    else page.fire('window', sign, { persisted: true })
    await browser.clock.pass(10)
    expect(browser.gateway.events).toHaveLength(1)
  },
)

test('does not resend more often because more is tracked while the gateway is away', async () => {
  const { browser, weir } = startOnPage()
  browser.random = () => 0.999
  browser.gateway.mood = answer(503)
  for (let second = 0; second < 60; second++) {
    trackMany(weir, 5)
    await browser.clock.pass(1000)
  }
  expect(arrivals(browser.gateway.requests)).toEqual([1, 2, 4, 8, 16, 32])
})
