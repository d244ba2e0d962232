import { expect, test } from 'vitest'
import { createFakeBrowser, startMs } from '../support/fake-browser.ts'
import { load, startOnPage } from '../support/start.ts'

const minutes = 60_000
const hours = 60 * minutes

/** The ids of the events that the gateway has. */
const sessions = (events: readonly { readonly session_id: string }[]) =>
  events.map(({ session_id: id }) => id)

test('remembers the visitor in one cookie of the whole site', async () => {
  const browser = createFakeBrowser()
  const first = load(browser, {}, { url: 'https://www.example.co.uk/' })
  first.weir.track('made')
  const second = load(browser, {}, { url: 'https://shop.example.co.uk/cart' })
  second.weir.track('made')
  await browser.clock.pass(3000)
  const [one, two] = browser.gateway.events
  expect(one?.anonymous_id).toBe(two?.anonymous_id)
  expect(one?.session_id).toBe(two?.session_id)
  expect(browser.cookies.all).toHaveLength(1)
  expect(browser.cookies.all[0]).toMatch(/^\.example\.co\.uk weir=[\w-]{36}\|[\w-]{36}\|/)
})

test.each([
  ['http://localhost:8090/', 'localhost weir='],
  ['http://192.168.1.7/', '192.168.1.7 weir='],
  ['https://example.com/', '.example.com weir='],
])('finds the widest domain that takes a cookie at %s', async (url, begin) => {
  const { browser, weir } = startOnPage({}, { url })
  weir.track('made')
  expect(browser.cookies.all.map((cookie) => cookie.slice(0, begin.length))).toEqual([begin])
})

test('falls back on localStorage, then on memory, and throws nothing', async () => {
  const browser = createFakeBrowser()
  browser.cookies.isDenied = true
  const first = load(browser)
  first.weir.track('made')
  const second = load(browser)
  second.weir.track('made')
  browser.storage.isDenied = true
  const third = load(browser)
  third.weir.track('made')
  third.weir.track('made')
  await browser.clock.pass(3000)
  const [one, two, three, four] = browser.gateway.events.map((event) => event.anonymous_id)
  expect(one).toBe(two)
  expect(three).toBe(four)
  expect(three).not.toBe(one)
})

test('keeps a session through 30 minutes of silence, and not longer', async () => {
  const { browser, weir } = startOnPage()
  weir.track('made')
  await browser.clock.pass(29 * minutes)
  weir.track('made')
  await browser.clock.pass(31 * minutes)
  weir.track('made')
  await browser.clock.pass(3000)
  const [one, two, three] = sessions(browser.gateway.events)
  expect(one).toBe(two)
  expect(three).not.toBe(one)
  expect(three).toMatch(/^[\w-]{36}$/)
})

test('ends a session after the silence that it is told', async () => {
  const { browser, weir } = startOnPage({ sessionIdleMs: 10 * minutes })
  weir.track('made')
  await browser.clock.pass(9 * minutes)
  weir.track('made')
  await browser.clock.pass(11 * minutes)
  weir.track('made')
  await browser.clock.pass(3000)
  const [one, two, three] = sessions(browser.gateway.events)
  expect([one === two, two === three]).toEqual([true, false])
})

test('ends a session after 24 hours, however busy', async () => {
  const { browser, weir } = startOnPage()
  for (let count = 0; count < 25 * 4; count++) {
    weir.track('made')
    await browser.clock.pass(15 * minutes)
  }
  const ids = sessions(browser.gateway.events)
  expect(ids.findIndex((id) => id !== ids[0])).toBe(24 * 4 + 1)
  expect(new Set(ids).size).toBe(2)
})

test('is in the same session in every tab: an idle one does not end that of a busy one', async () => {
  const { browser, weir } = startOnPage()
  const other = load(browser)
  weir.track('made')
  other.weir.track('made')
  for (let count = 0; count < 10; count++) {
    await browser.clock.pass(10 * minutes)
    weir.track('made')
  }
  other.weir.track('made')
  await browser.clock.pass(3000)
  expect(new Set(sessions(browser.gateway.events)).size).toBe(1)
})

test('begins a session with a new campaign, and only when it arrives', async () => {
  const browser = createFakeBrowser()
  const site = 'https://shop.example.com/'
  const plain = load(browser)
  plain.weir.track('plain')
  const mail = load(browser, {}, { url: `${site}?a=1&utm_source=mail&utm_medium=x` })
  mail.weir.track('mail')
  load(browser, {}, { url: `${site}?utm_source=mail&utm_medium=x` }).weir.track('mail_again')
  load(browser, {}, { url: `${site}?utm_source=ad` }).weir.track('ad')
  mail.weir.track('mail_later')
  plain.weir.track('plain_later')
  await browser.clock.pass(3000)
  const of = new Map(browser.gateway.events.map((event) => [event.event_type, event.session_id]))
  expect(new Set([of.get('plain'), of.get('mail'), of.get('ad')]).size).toBe(3)
  expect(of.get('mail_again')).toBe(of.get('mail'))
  expect([of.get('mail_later'), of.get('plain_later')]).toEqual([of.get('ad'), of.get('ad')])
})

test('does not keep a session alive because a clock was wrong once', async () => {
  const { browser, weir } = startOnPage()
  weir.track('made')
  await browser.clock.pass(3000)
  browser.cookies.write(
    'shop.example.com',
    `weir=${'a'.repeat(36)}|${'b'.repeat(36)}|${startMs + 9000 * hours}|${startMs + 9000 * hours}|||;domain=example.com`,
  )
  weir.track('made')
  await browser.clock.pass(3000)
  const [, second] = browser.gateway.events
  expect(second).toMatchObject({ anonymous_id: 'a'.repeat(36) })
  expect(second?.session_id).not.toBe('b'.repeat(36))
})

test.each(['1', 'a|b|c', '%', 'x'.repeat(36), `${'a'.repeat(36)}|`, '|||||granted|%E0%A4%A'])(
  'makes do with whatever else stands under its name: %s',
  async (text) => {
    const { browser, weir } = startOnPage()
    browser.cookies.write('shop.example.com', `weir=${text};domain=example.com`)
    weir.track('made')
    await browser.clock.pass(3000)
    expect(browser.gateway.events).toMatchObject([
      { anonymous_id: expect.stringMatching(/^[\w-]{36}$/) as string },
    ])
    expect(browser.gateway.events[0]?.session_id).toMatch(/^[\w-]{36}$/)
  },
)

test('names the visitor on this page and on later ones, until they leave', async () => {
  const { browser, weir } = startOnPage()
  weir.track('before')
  weir.identify('u|1;é', { plan: 'pro' })
  const later = load(browser)
  later.weir.track('later')
  later.weir.reset()
  later.weir.track('after')
  await browser.clock.pass(3000)
  const { events } = browser.gateway
  expect(events.map(({ event_type: type, user_id: user }) => [type, user])).toEqual([
    ['before', undefined],
    ['identify', 'u|1;é'],
    ['later', 'u|1;é'],
    ['after', undefined],
  ])
  expect(events[1]?.properties).toEqual({ plan: 'pro' })
  expect(events[3]?.anonymous_id).not.toBe(events[0]?.anonymous_id)
  expect(events[3]?.session_id).not.toBe(events[0]?.session_id)
})

test.each([[null], [undefined], ['']])(
  'has nobody for the visitor who is called %s',
  async (nobody) => {
    const { browser, weir } = startOnPage()
    weir.identify('u_1')
    weir.identify(nobody as unknown as string)
    weir.track('made')
    await browser.clock.pass(2000)
    expect(browser.gateway.events.map(({ user_id: user }) => user)).toEqual([
      'u_1',
      undefined,
      undefined,
    ])
  },
)

test('takes a number for a name, and no more of a long one than the gateway does', async () => {
  const { browser, weir } = startOnPage()
  weir.identify(7)
  weir.identify('x'.repeat(500))
  await browser.clock.pass(3000)
  expect(browser.gateway.events.map(({ user_id: user }) => user)).toEqual(['7', 'x'.repeat(128)])
})

test('has another visitor under another name', async () => {
  const browser = createFakeBrowser()
  load(browser).weir.track('made')
  load(browser, { name: 'other' }).weir.track('made')
  await browser.clock.pass(3000)
  const [one, two] = browser.gateway.events
  expect(one?.anonymous_id).not.toBe(two?.anonymous_id)
})
