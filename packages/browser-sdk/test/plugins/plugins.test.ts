import { randomUUID } from 'node:crypto'
import type { WeirEvent } from '@weir/schema'
import { expect, test } from 'vitest'
import {
  type BeforeSend,
  type Plugin,
  type PluginContext,
  sampleVisitors,
} from '../../src/index.ts'
import { answer } from '../support/fake-gateway.ts'
import { createFakeBrowser } from '../support/fake-browser.ts'
import { load, startOnPage } from '../support/start.ts'

const types = (events: readonly { readonly event_type: string }[]) =>
  events.map((event) => event.event_type)

test('lets a hook change an event, replace it or drop it', async () => {
  const hook: BeforeSend = (event) => {
    if (event.event_type === 'secret') return null
    if (event.event_type === 'other') return { ...event, properties: { replaced: true } }
    return Object.assign(event, { page_title: 'Changed' }) && undefined
  }
  const { browser, weir, lost } = startOnPage({ beforeSend: hook })
  for (const type of ['secret', 'other', 'plain']) weir.track(type, { sku: 'A1' })
  await browser.clock.pass(2000)
  expect(browser.gateway.events).toMatchObject([
    { event_type: 'other', seq: 0, properties: { replaced: true } },
    { event_type: 'plain', seq: 1, page_title: 'Changed', properties: { sku: 'A1' } },
  ])
  expect(lost()).toEqual({ before_send: 1 })
})

test.each([
  ['a promise', (event: WeirEvent) => Promise.resolve(event)],
  ['true', () => true],
  ['a text', () => 'event'],
  ['an object without an id', () => ({ event_type: 'made' })],
])('gives up, and counts, an event for which a hook returns %s', async (_, hook) => {
  const { browser, weir, lost } = startOnPage({ beforeSend: hook as unknown as BeforeSend })
  weir.track('made')
  await browser.clock.pass(2000)
  expect(browser.gateway.requests).toEqual([])
  expect(lost()).toEqual({ before_send: 1 })
})

test('shows a hook what will be sent, not the objects of the page', async () => {
  const properties = { nested: { email: 'joe@example.com' }, at: new Date(0) }
  const seen: unknown[] = []
  const { browser, weir } = startOnPage({
    beforeSend: (event) => {
      const { nested, at } = event.properties as unknown as {
        nested: { email?: string }
        at: unknown
      }
      seen.push(at)
      delete nested.email
    },
  })
  weir.track('made', properties)
  await browser.clock.pass(2000)
  expect(browser.gateway.events[0]?.properties).toMatchObject({ nested: {} })
  expect(properties.nested.email).toBe('joe@example.com')
  expect(seen).toEqual(['1970-01-01T00:00:00.000Z'])
})

test('drops an event whose hook fails: what it was to remove must not leave', async () => {
  const { browser, weir, lost } = startOnPage({
    beforeSend: ({ event_type: type }) => {
      if (type === 'bad') throw new Error('a broken hook')
    },
  })
  weir.track('bad')
  weir.track('good')
  await browser.clock.pass(2000)
  expect(types(browser.gateway.events)).toEqual(['good'])
  expect(lost()).toEqual({ before_send: 1 })
})

test('asks the hooks of plugins in order, and the one of the options last', async () => {
  const asked: string[] = []
  const asking =
    (name: string): Plugin =>
    ({ beforeSend }) =>
      beforeSend(() => void asked.push(name))
  const { weir } = startOnPage({
    plugins: [asking('one'), asking('two')],
    beforeSend: () => void asked.push('last'),
  })
  weir.track('made')
  expect(asked).toEqual(['one', 'two', 'last'])
})

test('ends a plugin with the SDK, and starts the others when one fails', async () => {
  const heard: string[] = []
  const { weir } = startOnPage({
    plugins: [
      () => {
        throw new Error('a broken plugin')
      },
      ({ track }) => {
        track('from_plugin')
        heard.push('started')
        return () => heard.push('stopped')
      },
    ],
  })
  weir.stop()
  expect(heard).toEqual(['started', 'stopped'])
})

test('samples visitors: the same ones on every page, and about as many as told', () => {
  const hookOf = (rate: number) => {
    let added: BeforeSend = () => null
    const context = {
      beforeSend: (hook: BeforeSend) => {
        added = hook
        return () => undefined
      },
    }
    sampleVisitors(rate)(context as PluginContext)
    return (anonymous_id: string) => added({ anonymous_id } as WeirEvent) !== null
  }
  const visitors = Array.from({ length: 4000 }, () => randomUUID())
  const quarter = visitors.filter(hookOf(0.25))
  expect(quarter.length).toBeGreaterThan(880)
  expect(quarter.length).toBeLessThan(1120)
  expect(visitors.filter(hookOf(0.25))).toEqual(quarter)
  const half = new Set(visitors.filter(hookOf(0.5)))
  expect(quarter.every((visitor) => half.has(visitor))).toBe(true)
  expect([visitors.filter(hookOf(0)), visitors.filter(hookOf(1))]).toEqual([[], visitors])
})

test('samples sessions where the visitor may not be known', async () => {
  const browser = createFakeBrowser()
  const { sampleVisitors: sample } = browser.open().sdk
  const { weir } = load(browser, { cookieless: true, plugins: [sample(1)] })
  weir.track('made')
  load(browser, { cookieless: true, plugins: [sample(0)] }).weir.track('dropped')
  await browser.clock.pass(3000)
  expect(types(browser.gateway.events)).toEqual(['made'])
})

test('prints what is sent and what became of it, when told to debug', async () => {
  const lines: unknown[][] = []
  const browser = createFakeBrowser()
  browser.random = () => 0.999
  const page = browser.open({
    change: (globals) => {
      globals.console = { log: (...words: unknown[]) => lines.push(words) }
    },
  })
  const weir = page.sdk.createWeir({
    endpoint: 'https://c.example.com',
    writeKey: 'wk',
    plugins: [page.sdk.debug()],
  })
  browser.gateway.mood = answer(503)
  weir.track('made')
  await browser.clock.pass(1100)
  browser.gateway.mood = answer(202)
  await browser.clock.pass(5000)
  browser.gateway.mood = answer(400)
  weir.track('bad')
  await browser.clock.pass(5000)
  expect(lines.map(([, ...words]) => words.filter((word) => typeof word !== 'object'))).toEqual([
    ['made'],
    ['not accepted', 1, 'http_503', '{}'],
    ['accepted', 1, 'http_202', '{}'],
    ['bad'],
    ['not accepted', 1, 'http_400', '{}'],
    ['dropped', 1, 'http_400', ''],
  ])
})
