import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { bundle } from '../build/bundle.ts'
import { createFakeBrowser, type FakeBrowser } from './support/fake-browser.ts'
import type { FakePage } from './support/fake-page.ts'

const script = new Script(await bundle({ entry: 'script', format: 'iife' }))

type Call = ((...words: unknown[]) => unknown) & { readonly track?: unknown; q?: unknown }

/** The snippet of the README, to the letter. */
const snippet = new Script(
  'window.weir=window.weir||function(){(weir.q=weir.q||[]).push(arguments)}',
)

/** A page with the snippet, and then the script with these attributes. */
function open(
  browser: FakeBrowser,
  dataset: Record<string, string>,
  src = 'https://c.example.com/weir.js',
) {
  const page = browser.open()
  const call = (...words: unknown[]) => (page.globals.weir as Call)(...words)
  const load = () => {
    Object.assign(page.document, { currentScript: { src, dataset } })
    script.runInContext(page.globals)
    Object.assign(page.document, { currentScript: null })
  }
  snippet.runInContext(page.globals)
  return { page, call, load }
}

const types = ({ gateway }: FakeBrowser) => gateway.events.map((event) => event.event_type)
const urls: string[] = []
const watchUrls = ({ globals }: FakePage) => {
  const fetch = globals.fetch as (url: string, init: object) => Promise<object>
  globals.fetch = (url: string, init: object) => {
    urls.push(url)
    return fetch(url, init)
  }
}

test('does what was asked of it before it was there, and what is asked after', async () => {
  const browser = createFakeBrowser()
  const { call, load } = open(browser, { writeKey: 'wk_demo' })
  call('identify', 'u_1')
  call('track', 'early', { n: 1 })
  load()
  call('track', 'late', { n: 2 })
  await browser.clock.pass(2000)
  expect(types(browser)).toEqual(['identify', 'early', 'late'])
  expect(browser.gateway.envelopes[0]?.write_key).toBe('wk_demo')
  expect(browser.gateway.events.map((event) => event.user_id)).toEqual(['u_1', 'u_1', 'u_1'])
})

test('does what is asked of the function of the snippet, kept from before it was there', async () => {
  const browser = createFakeBrowser()
  const { page, load } = open(browser, { writeKey: 'wk_demo', consent: 'unknown' })
  const kept = page.globals.weir as Call
  load()
  kept('track', 'waiting')
  kept('consent.grant')
  await browser.clock.pass(2000)
  expect(types(browser)).toEqual(['waiting'])
})

test('can be called with a name, also one with a dot, and like the object of the npm package', async () => {
  const browser = createFakeBrowser()
  const { page, call, load } = open(browser, { writeKey: 'wk_demo', consent: 'unknown' })
  load()
  call('track', 'waiting')
  await browser.clock.pass(2000)
  expect(types(browser)).toEqual([])
  call('consent.grant')
  const weir = page.globals.weir as { track: (name: string) => void; flush: () => Promise<boolean> }
  weir.track('granted')
  const flushed = call('flush')
  await browser.clock.pass(100)
  expect(await flushed).toBe(true)
  expect(types(browser)).toEqual(['waiting', 'granted'])
})

test.each([
  ['https://c.example.com/weir.js', {}, 'https://c.example.com/v1/events'],
  ['https://shop.example.com/stream/s.js?v=2', {}, 'https://shop.example.com/stream/v1/events'],
  [
    'https://cdn.example.net/weir.js',
    { endpoint: 'https://c.example.com' },
    'https://c.example.com/v1/events',
  ],
])('sends where the script %s comes from, or where it is told', async (src, dataset, expected) => {
  const browser = createFakeBrowser()
  const { page, call, load } = open(browser, { writeKey: 'wk', ...dataset }, src)
  watchUrls(page)
  load()
  call('track', 'made')
  await browser.clock.pass(2000)
  expect(urls.at(-1)).toBe(expected)
})

test('reads its attributes as JSON where they are, and the write key always as text', async () => {
  const browser = createFakeBrowser()
  const dataset = { writeKey: '12345', flushMs: '5000', cookieless: 'true', keepParams: '["q"]' }
  const { page, call, load } = open(browser, dataset)
  page.location.href = 'https://shop.example.com/?q=mug&token=1'
  load()
  call('track', 'made')
  await browser.clock.pass(4900)
  expect(browser.gateway.requests).toEqual([])
  await browser.clock.pass(200)
  expect(browser.gateway.envelopes[0]?.write_key).toBe('12345')
  expect(browser.gateway.events[0]?.page_url).toBe('https://shop.example.com/?q=mug')
  expect(browser.cookies.all).toEqual([])
})

test('starts once, however often it is on the page', async () => {
  const browser = createFakeBrowser()
  const { call, load } = open(browser, { writeKey: 'wk_demo' })
  load()
  load()
  call('track', 'made')
  await browser.clock.pass(2000)
  expect(types(browser)).toEqual(['made'])
})

test.each([['nothing'], ['consent.nothing'], [7], [undefined], ['']])(
  'throws nothing into the page when it is asked for %s',
  async (word) => {
    const browser = createFakeBrowser()
    const { call, load } = open(browser, { writeKey: 'wk_demo' })
    call(word)
    load()
    expect(call(word)).toBeUndefined()
    call('track', 'made')
    await browser.clock.pass(2000)
    expect(types(browser)).toEqual(['made'])
  },
)

test('adds no global but weir', () => {
  const browser = createFakeBrowser()
  const { page, load } = open(browser, { writeKey: 'wk_demo' })
  const before = Object.keys(page.globals)
  load()
  expect(Object.keys(page.globals)).toEqual(before)
  expect(before).toContain('weir')
})
