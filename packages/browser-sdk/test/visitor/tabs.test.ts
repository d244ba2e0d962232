import { expect, test } from 'vitest'
import { createFakeBrowser } from '../support/fake-browser.ts'
import { load } from '../support/start.ts'

test.each(['leave', 'hide'] as const)(
  'sends what has waited when another tab was granted it: %s',
  async (end) => {
    const browser = createFakeBrowser()
    const first = load(browser, { consent: 'unknown' })
    const second = load(browser, { consent: 'unknown' })
    first.weir.track('waits')
    second.weir.consent.grant()
    first.page[end]()
    await browser.clock.pass(10_000)
    // The answer to what a page sends last is not heard: the other tab sends it again.
    const ids = browser.gateway.events.map(({ event_id: id }) => id)
    expect(new Set(ids).size).toBe(1)
    expect(browser.gateway.events[0]).toMatchObject({ event_type: 'waits', consent: 'unknown' })
  },
)

test('sends nothing of what waits here when another tab was denied it', async () => {
  const browser = createFakeBrowser()
  const first = load(browser)
  const second = load(browser)
  first.weir.track('made')
  second.weir.consent.deny()
  first.page.leave()
  await browser.clock.pass(10_000)
  expect(browser.gateway.requests).toEqual([])
  expect(first.lost()).toEqual({ denied: 1 })
})
