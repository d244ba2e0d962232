import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { load, startOnPage, trackMany } from '../support/start.ts'

test('numbers the events of a page load without gaps, in the order of tracking', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  weir.page()
  page.hide()
  weir.identify('u_1')
  await browser.clock.pass(5000)
  const { events } = browser.gateway
  expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4])
  expect(new Set(events.map(({ instance_id: id }) => id)).size).toBe(1)
})

test('names the page load before, and its last event', async () => {
  const { browser, page, weir } = startOnPage()
  trackMany(weir, 3)
  page.leave()
  await browser.clock.pass(1000)
  expect(browser.gateway.events[0]?.previous_instance).toBeUndefined()
  const { instance_id: first = '' } = browser.gateway.events[0] ?? {}
  const second = load(browser)
  trackMany(second.weir, 2)
  await browser.clock.pass(10_000)
  const later = browser.gateway.events.filter(({ instance_id: id }) => id !== first)
  expect(later.map(({ previous_instance: previous }) => previous)).toEqual([
    { instance_id: first, last_seq: 2 },
    { instance_id: first, last_seq: 2 },
  ])
})

test('numbers what is given up as well, so that the archive shows the gap', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(400)
  weir.track('refused')
  await browser.clock.pass(2000)
  browser.gateway.mood = answer(202)
  weir.track('accepted')
  await browser.clock.pass(2000)
  expect(browser.gateway.events.map(({ seq }) => seq)).toEqual([1])
})

test('names no page load that has only passed on the events of others', async () => {
  const { browser, page, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  page.leave()
  const second = load(browser)
  await browser.clock.pass(20_000)
  second.page.leave()
  browser.gateway.mood = answer(202)
  const third = load(browser)
  third.weir.track('third')
  await browser.clock.pass(20_000)
  const { instance_id: first } =
    browser.gateway.events.find(({ event_type: type }) => type === 'made') ?? {}
  const last = browser.gateway.events.find(({ event_type: type }) => type === 'third')
  expect(last?.previous_instance).toEqual({ instance_id: first, last_seq: 2 })
})
