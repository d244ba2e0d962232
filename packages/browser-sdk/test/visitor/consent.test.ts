import { expect, test } from 'vitest'
import type { WeirOptions } from '../../src/index.ts'
import type { PageOptions } from '../support/fake-page.ts'
import { answer } from '../support/fake-gateway.ts'
import { createFakeBrowser, type FakeBrowser } from '../support/fake-browser.ts'
import { load, startOnPage } from '../support/start.ts'

const nothingKept = ({ storage, cookies }: FakeBrowser) =>
  expect([...storage.keys, ...cookies.all]).toEqual([])

test('keeps events in memory alone until the visitor has decided, with their own times', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  weir.track('first')
  await browser.clock.pass(60_000)
  weir.track('second')
  expect(browser.gateway.requests).toEqual([])
  nothingKept(browser)
  weir.consent.grant()
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toMatchObject([
    { event_type: 'first', seq: 0, timestamp: '2026-11-21T01:02:03.456Z', consent: 'unknown' },
    { event_type: 'second', seq: 1, timestamp: '2026-11-21T01:03:03.456Z', consent: 'unknown' },
  ])
  expect(browser.gateway.events[0]?.anonymous_id).toMatch(/^[\w-]{36}$/)
})

test('forgets what has waited when the visitor denies', async () => {
  const { browser, page, weir } = startOnPage({ consent: 'unknown' })
  weir.track('first')
  weir.consent.deny()
  weir.track('second')
  page.hide()
  await browser.clock.pass(60_000)
  expect(browser.gateway.requests).toEqual([])
  expect(browser.cookies.all).toEqual(['.example.com weir=|||||denied'])
  expect(browser.storage.keys).toEqual([])
})

test('forgets who the visitor was and what was not sent when consent is withdrawn', async () => {
  const { browser, weir, lost } = startOnPage()
  browser.gateway.mood = answer(503)
  weir.identify('u_1')
  await browser.clock.pass(3000)
  weir.consent.deny()
  expect(lost()).toEqual({ denied: 1 })
  expect(browser.cookies.all).toEqual(['.example.com weir=|||||denied'])
  expect(browser.storage.keys).toEqual([])
  browser.gateway.mood = answer(202)
  await browser.clock.pass(100_000)
  expect(browser.gateway.events).toEqual([])
})

test('forgets what was under way when consent was withdrawn and then failed', async () => {
  const { browser, weir, lost } = startOnPage()
  browser.gateway.mood = answer(503)
  browser.gateway.latencyMs = 500
  weir.track('made')
  await browser.clock.pass(1100)
  weir.consent.deny()
  await browser.clock.pass(100_000)
  expect(lost()).toEqual({ denied: 1 })
  expect(browser.gateway.requests).toHaveLength(1)
  expect(browser.storage.keys).toEqual([])
})

test('remembers the decision on later pages and in other tabs', async () => {
  const browser = createFakeBrowser()
  const open = load(browser, { consent: 'unknown' })
  const asked = load(browser, { consent: 'unknown' })
  open.weir.track('made')
  asked.weir.consent.grant()
  load(browser, { consent: 'unknown' }).weir.track('later')
  open.weir.track('made')
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toHaveLength(3)
  asked.weir.consent.deny()
  open.weir.track('made')
  load(browser).weir.track('made')
  await browser.clock.pass(60_000)
  expect(browser.gateway.events).toHaveLength(3)
})

test('collects again, as somebody else, when consent is given after all', async () => {
  const { browser, weir } = startOnPage()
  weir.track('before')
  await browser.clock.pass(3000)
  weir.consent.deny()
  weir.track('between')
  weir.consent.grant()
  weir.track('after')
  await browser.clock.pass(3000)
  const [before, after, ...more] = browser.gateway.events
  expect([before?.event_type, after?.event_type, more]).toEqual(['before', 'after', []])
  expect(after?.anonymous_id).not.toBe(before?.anonymous_id)
})

test('names the visitor who was named before they decided', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  weir.identify('u_1')
  nothingKept(browser)
  weir.consent.grant()
  weir.track('made')
  await browser.clock.pass(3000)
  expect(browser.gateway.events.map(({ user_id: user }) => user)).toEqual(['u_1', 'u_1'])
})

test('does not hold more in memory than is reasonable while it waits', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  for (let n = 0; n < 1200; n++) weir.track('made')
  weir.consent.grant()
  await browser.clock.pass(60_000)
  expect(browser.gateway.events).toHaveLength(1000)
  expect(browser.gateway.envelopes[0]?.dropped).toEqual({ queue_full: 200 })
})

test('collects without ids and keeps nothing when told to be cookieless', async () => {
  const { browser, page, weir } = startOnPage({ cookieless: true })
  browser.gateway.mood = answer(503)
  weir.identify('u_1')
  weir.track('made')
  page.hide()
  await browser.clock.pass(3000)
  nothingKept(browser)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(60_000)
  expect(browser.gateway.events).toHaveLength(2)
  for (const event of browser.gateway.events) {
    expect(Object.keys(event)).not.toContain('anonymous_id')
    expect(Object.keys(event)).not.toContain('user_id')
    expect(event.session_id).toBe(browser.gateway.events[0]?.session_id)
  }
  nothingKept(browser)
})

test('collects without ids until consent is granted, when told so', async () => {
  const { browser, weir } = startOnPage({ cookieless: 'until_granted', consent: 'unknown' })
  weir.track('bare')
  await browser.clock.pass(3000)
  nothingKept(browser)
  weir.consent.grant()
  weir.track('known')
  await browser.clock.pass(3000)
  const [bare, known] = browser.gateway.events
  expect(bare?.anonymous_id).toBeUndefined()
  expect(known?.anonymous_id).toMatch(/^[\w-]{36}$/)
  expect([bare?.consent, known?.consent]).toEqual(['unknown', 'granted'])
})

test.each([
  ['globalPrivacyControl', true],
  ['doNotTrack', '1'],
])('collects without ids and keeps nothing where %s is set', async (signal, value) => {
  const { browser, weir } = startOnPage(
    {},
    {
      change: ({ navigator }) => {
        navigator[signal] = value
      },
    },
  )
  weir.identify('u_1')
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toHaveLength(1)
  expect(browser.gateway.events[0]).not.toMatchObject({ anonymous_id: expect.anything() as string })
  expect(browser.gateway.events[0]).not.toMatchObject({ user_id: expect.anything() as string })
  nothingKept(browser)
})

const signaled: PageOptions = {
  change: ({ navigator }) => {
    navigator.globalPrivacyControl = true
  },
}

test.each([
  ['before it', {}],
  ['with it', signaled],
])('does not forget a denial where there is a privacy signal: denied %s', async (_, page) => {
  const { browser, weir } = startOnPage({}, page)
  weir.identify('u_1')
  weir.consent.deny()
  expect(browser.cookies.all).toEqual(['.example.com weir=|||||denied'])
  load(browser, {}, signaled).weir.track('after')
  await browser.clock.pass(10_000)
  expect(browser.gateway.requests).toEqual([])
})

test('keeps nothing but the decision of a visitor who grants it all the same', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' }, signaled)
  weir.identify('u_1')
  weir.consent.deny()
  weir.identify('u_2')
  weir.consent.grant()
  weir.track('made')
  await browser.clock.pass(10_000)
  expect(browser.cookies.all).toEqual(['.example.com weir=|||||granted'])
  expect(browser.storage.keys).toEqual([])
  expect(Object.keys(browser.gateway.events[0] ?? {})).not.toContain('user_id')
  expect(Object.keys(browser.gateway.events[0] ?? {})).not.toContain('anonymous_id')
})

test.each<Partial<WeirOptions>>([{}, { cookieless: 'until_granted', consent: 'unknown' }])(
  'keeps no id of a visitor with a privacy signal who grants it after an event: %j',
  (options) => {
    const { browser, weir } = startOnPage(options, signaled)
    weir.identify('u_1')
    weir.consent.grant()
    expect(browser.cookies.all).toEqual(['.example.com weir=|||||granted'])
  },
)

test('goes on with the session of the page where a privacy signal and `memory` meet', async () => {
  const { browser, weir } = startOnPage({ storage: 'memory' }, signaled)
  weir.track('before')
  weir.consent.grant()
  weir.track('after')
  await browser.clock.pass(3000)
  const [before, after] = browser.gateway.events
  expect(after?.session_id).toBe(before?.session_id)
})

test.each([
  ['drop', 0],
  ['ignore', 1],
] as const)('can be told to %s privacy signals', async (privacySignals, count) => {
  const { browser, weir } = startOnPage(
    { privacySignals },
    {
      change: ({ navigator }) => {
        navigator.globalPrivacyControl = true
      },
    },
  )
  weir.track('made')
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toHaveLength(count)
  expect(browser.cookies.all).toHaveLength(count)
})

test('keeps the visitor in memory alone when told so', async () => {
  const { browser, weir } = startOnPage({ storage: 'memory' })
  weir.track('made')
  weir.track('made')
  nothingKept(browser)
  await browser.clock.pass(3000)
  const [one, two] = browser.gateway.events
  expect(one?.anonymous_id).toBe(two?.anonymous_id)
})
