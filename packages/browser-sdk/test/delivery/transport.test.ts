import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { numbers, startOnPage, trackMany } from '../support/start.ts'

interface Call {
  readonly url: string
  readonly keepalive: boolean
  readonly bytes: number
  readonly init: Readonly<Record<string, unknown>>
}

/** Watches what a page asks of `fetch`. */
function watched(wrap?: (call: Call) => Promise<object> | undefined) {
  const calls: Call[] = []
  return {
    calls,
    change: (globals: Record<string, unknown>) => {
      const fetch = globals.fetch as (url: string, init: object) => Promise<object>
      globals.fetch = (url: string, init: { keepalive: boolean; body: string }) => {
        const bytes = Buffer.byteLength(init.body)
        const call = { url, keepalive: init.keepalive, bytes, init: { ...init } }
        calls.push(call)
        return wrap?.(call) ?? fetch(url, init)
      }
    },
  }
}

test('needs no preflight: text, no header of its own', async () => {
  const { calls, change } = watched()
  const { browser, weir } = startOnPage({ endpoint: 'https://c.example.com/' }, { change })
  weir.track('made')
  await browser.clock.pass(2000)
  const [call] = calls
  expect(call?.url).toBe('https://c.example.com/v1/events')
  expect(Object.keys(call?.init ?? {}).toSorted()).toEqual(
    ['body', 'credentials', 'keepalive', 'method', 'signal'].toSorted(),
  )
  expect(call?.init).toMatchObject({ method: 'POST', keepalive: true })
})

test.each([{}, { credentials: 'include' }] as const)(
  'sends cookies to another host only when it is told to: %o',
  async (options) => {
    const { calls, change } = watched()
    const { browser, weir } = startOnPage(options, { change })
    weir.track('made')
    await browser.clock.pass(2000)
    // Nothing is the default of fetch: same-origin.
    expect(calls[0]?.init['credentials']).toBe('credentials' in options ? 'include' : undefined)
  },
)

test('never has more than 60 KiB under way with keepalive', async () => {
  const { calls, change } = watched()
  const { browser, page, weir } = startOnPage({}, { change })
  browser.gateway.latencyMs = 10_000
  trackMany(weir, 25, 1000)
  await browser.clock.pass(0)
  trackMany(weir, 100, 1000)
  page.hide()
  const kept = calls.filter(({ keepalive }) => keepalive)
  expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(61_440)
  expect(kept.length).toBeGreaterThan(1)
  expect(calls.filter(({ keepalive }) => !keepalive)).toHaveLength(1)
  await browser.clock.pass(60_000)
  expect(new Set(numbers(browser.gateway.events)).size).toBe(100)
})

test('sends without keepalive after a request with it had no answer, and the other way round', async () => {
  const { calls, change } = watched(({ keepalive }) =>
    keepalive ? Promise.reject(new TypeError('keepalive is not supported')) : undefined,
  )
  const { browser, weir } = startOnPage({}, { change })
  weir.track('first')
  await browser.clock.pass(3000)
  expect(calls.map(({ keepalive }) => keepalive)).toEqual([true, false])
  expect(browser.gateway.events).toHaveLength(1)
})

test('ends a request that hangs, and tries again', async () => {
  const { browser, weir } = startOnPage()
  browser.gateway.mood = { kind: 'silent' }
  weir.track('made')
  await browser.clock.pass(20_000)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(20_000)
  expect(browser.gateway.events).toHaveLength(1)
})

test('believes the status when the rest of an answer is cut off', async () => {
  const cutOff = {
    ok: true,
    status: 202,
    headers: { get: () => null },
    text: () => Promise.reject(new TypeError('network error')),
  }
  const { calls, change } = watched(() => Promise.resolve(cutOff))
  const { browser, weir } = startOnPage({}, { change })
  weir.track('made')
  await browser.clock.pass(70_000)
  expect(calls).toHaveLength(1)
  expect(await weir.flush()).toBe(true)
})

test.each([
  ['is missing', undefined],
  [
    'throws',
    () => {
      throw new Error('replaced by the page')
    },
  ],
  ['gives nothing', () => undefined],
])('throws nothing into the page where fetch %s, and keeps the events', async (_, fetch) => {
  const { browser, page, weir } = startOnPage(
    {},
    {
      change: (globals) => {
        globals.fetch = fetch
      },
    },
  )
  trackMany(weir, 3)
  await browser.clock.pass(10_000)
  expect(await weir.flush()).toBe(false)
  page.hide()
  expect(browser.storage.keys.filter((key) => /:\d+$/.test(key))).toHaveLength(3)
})
