import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TimelineRow, timelineOf } from '../../src/reading/visitor-timeline.ts'

const row = (fields: Partial<TimelineRow>): TimelineRow => ({
  event_id: 'e',
  event_type: 'page_view',
  timestamp: '2026-11-21T01:02:03.000Z',
  seq: null,
  value: null,
  properties: null,
  page_view_id: null,
  page_url: 'https://shop.example.com/',
  page_host: 'shop.example.com',
  page_path: '/',
  page_title: null,
  site_id: 'shop',
  session_id: 's-1',
  anonymous_id: null,
  user_id: null,
  device_type: null,
  browser: null,
  os: null,
  country: null,
  is_bot: false,
  referrer_host: null,
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  ...fields,
})

test('keeps what was said of a page after the next one was there with its own page', () => {
  const spent = { visible_ms: 5000, active_ms: 2000, max_scroll_percent: 80 }
  const [session] = timelineOf([
    row({ page_view_id: 'p-1', page_title: 'Home', referrer_host: 'search.example' }),
    row({ page_view_id: 'p-2', page_url: 'https://shop.example.com/a', utm_source: 'late' }),
    row({ page_view_id: 'p-1', event_type: 'engagement', properties: spent }),
    row({ page_view_id: 'p-1', event_type: 'engagement', properties: spent }),
    row({ page_view_id: 'p-2', event_type: 'scroll', properties: { depth_percent: 25 } }),
  ])
  expect(session).toMatchObject({
    events: 5,
    referrer_host: 'search.example',
    utm_source: 'late',
    pages: [
      { page_view_id: 'p-1', page_title: 'Home', visible_ms: 10_000, active_ms: 4000 },
      { page_view_id: 'p-2', visible_ms: null, active_ms: null, max_scroll_percent: 25 },
    ],
  })
  expect(session?.pages[0]).toMatchObject({ max_scroll_percent: 80 })
})

test('puts what knows no page view with the page before it of the same address', () => {
  const cart = 'https://shop.example.com/cart'
  const [session] = timelineOf([
    row({ page_view_id: 'p-1' }),
    row({ event_type: 'click' }),
    row({ event_type: 'purchase', page_url: cart }),
    row({ event_type: 'click' }),
  ])
  expect(session?.pages.map(({ page_url: url, events }) => [url, events.length])).toEqual([
    ['https://shop.example.com/', 2],
    [cart, 1],
    ['https://shop.example.com/', 1],
  ])
})

test('shows visits of two sites with one session as two, the latest first', () => {
  const sessions = timelineOf([
    row({ user_id: 'before' }),
    row({ site_id: 'blog', timestamp: '2026-11-21T01:02:04.000Z' }),
    row({ user_id: 'after', timestamp: '2026-11-21T01:02:05.000Z' }),
  ])
  expect(sessions).toMatchObject([
    { site_id: 'blog', events: 1 },
    { site_id: 'shop', events: 2, user_id: 'after', ended_at: '2026-11-21T01:02:05.000Z' },
  ])
})

test('takes what strangers put into properties for what it is', () => {
  const strange = [null, 1, 'x', [], { active_ms: '5' }, { active_ms: null }, { other: 1 }]
  const rows = strange.map((properties) => row({ event_type: 'engagement', properties }))
  expect(timelineOf(rows)[0]?.pages).toMatchObject([{ active_ms: null, visible_ms: null }])
})

test('holds every event exactly once, in its order within a page', () => {
  const some = (prefix: string) => fc.nat(2).map((number) => `${prefix}-${number}`)
  const rows = fc
    .array(
      fc.record({
        session_id: some('s'),
        site_id: some('site'),
        page_view_id: fc.option(some('p')),
        page_url: some('https://shop.example.com/'),
      }),
    )
    .map((all) => all.map((fields, at) => row({ ...fields, event_id: String(at) })))
  fc.assert(
    fc.property(rows, (all) => {
      const pages = timelineOf(all).flatMap((session) => session.pages)
      const ids = pages.map(({ events }) => events.map(({ event_id: id }) => Number(id)))
      expect(ids.flat().toSorted((a, b) => a - b)).toEqual(all.map((_, at) => at))
      expect(ids.map((each) => each.toSorted((a, b) => a - b))).toEqual(ids)
    }),
  )
})
