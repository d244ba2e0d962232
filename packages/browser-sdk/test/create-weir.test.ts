import { expect, test } from 'vitest'
import { createWeir } from '../src/index.ts'
import { basics, createFakeBrowser } from './support/fake-browser.ts'
import { answer } from './support/fake-gateway.ts'
import { load, startOnPage, trackMany } from './support/start.ts'

test('does nothing, and throws nothing, on a server', async () => {
  const weir = createWeir({ ...basics, capture: [() => () => undefined] })
  weir.track('made', { on: 'a server' })
  weir.page()
  weir.identify('u_1')
  weir.reset()
  weir.consent.grant()
  weir.consent.deny()
  expect(await weir.flush()).toBe(false)
  weir.stop()
})

test('can be there twice on a page', async () => {
  const browser = createFakeBrowser()
  const { page, weir } = load(browser)
  const other = page.sdk.createWeir({ ...basics, writeKey: 'wk_other' })
  weir.track('one')
  other.track('two')
  await browser.clock.pass(2000)
  expect(
    browser.gateway.envelopes.map((it) => [
      it.write_key,
      it.events[0]?.event_type,
      it.events[0]?.seq,
    ]),
  ).toEqual([
    ['wk_demo', 'one', 0],
    ['wk_other', 'two', 0],
  ])
})

test('stops cleanly: what waits is sent, and no listener and no timer is left', async () => {
  const heard: string[] = []
  const { browser, page, weir } = startOnPage({
    capture: [
      ({ listen, window, onLeave }) => {
        listen(window, 'custom', () => heard.push('custom'))
        onLeave(() => heard.push('leave'))
        return () => heard.push('stopped')
      },
    ],
  })
  await browser.clock.pass(2000)
  trackMany(weir, 3)
  weir.stop()
  await browser.clock.pass(100)
  expect(browser.gateway.events).toHaveLength(3)
  expect(browser.clock.pending).toBe(0)
  weir.track('after')
  weir.page()
  page.fire('window', 'custom')
  page.hide()
  page.show()
  page.fire('window', 'online')
  await browser.clock.pass(60_000)
  expect(heard).toEqual(['stopped'])
  expect(browser.gateway.events).toHaveLength(3)
  weir.stop()
})

test('leaves to the next page what it cannot send when it is stopped', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = answer(503)
  trackMany(weir, 3)
  weir.stop()
  await browser.clock.pass(60_000)
  expect(browser.clock.pending).toBe(0)
  browser.gateway.mood = answer(202)
  load(browser)
  await browser.clock.pass(10_000)
  expect(browser.gateway.events).toHaveLength(3)
})

test('throws nothing into a page that has broken its built-ins', async () => {
  const { browser, page, weir } = startOnPage(
    {},
    {
      change: (globals) => {
        const fail = () => {
          throw new Error('broken by the page')
        }
        Object.assign(globals, { addEventListener: fail, setTimeout: fail, TextEncoder: fail })
        Object.defineProperty(globals, 'localStorage', { get: fail })
        globals.navigator.locks = { request: fail }
      },
    },
  )
  weir.track('made')
  weir.page()
  weir.identify('u')
  weir.reset()
  weir.consent.deny()
  weir.consent.grant()
  page.hide()
  weir.stop()
  await browser.clock.pass(10_000)
  expect(await weir.flush()).toBeTypeOf('boolean')
})
