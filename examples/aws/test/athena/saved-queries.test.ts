import { expect, test } from 'vitest'
import { lookBackDays, savedQueries } from '../../src/athena/saved-queries.ts'
import { askArchive, type Objects, type Row } from './athena-on-duckdb.ts'
import { numberedPageLoads, stored, visitsOfAWeek } from './visits-of-a-week.ts'

const queryNamed = (name: string) => savedQueries.find((query) => query.name === name)?.sql ?? ''
const ask = async (name: string, objects: Objects = visitsOfAWeek): Promise<Row[]> =>
  (await askArchive(objects))(queryNamed(name))

test('counts visits, visitors and page views by day, without bots and doubles', async () => {
  expect(await ask('visits')).toEqual([
    { date: '2026-11-20', visits: '2', visitors: '2', page_views: '3', events: '11' },
    { date: '2026-11-21', visits: '1', visitors: '1', page_views: '1', events: '1' },
  ])
})

test('counts page views by hour of the day', async () => {
  expect(await ask('page_views')).toEqual([
    { hour_of_day: '00', page_views: '1', active_seconds: null },
    { hour_of_day: '10', page_views: '2', active_seconds: 5 },
    { hour_of_day: '11', page_views: '1', active_seconds: null },
  ])
})

test('ranks pages by views, with visitors and entries', async () => {
  expect(await ask('top_pages')).toEqual([
    {
      page: 'shop.example.com/',
      views: '2',
      visitors: '1',
      entries: '2',
      active_seconds: 2.5,
    },
    {
      page: 'shop.example.com/buy',
      views: '2',
      visitors: '2',
      entries: '1',
      active_seconds: null,
    },
  ])
})

test('finds where a visit came from in its first page view', async () => {
  expect(await ask('referrers')).toEqual([
    { referrer: '(direct)', visits: '2', percent: 66.7 },
    { referrer: 'search.example.org', visits: '1', percent: 33.3 },
  ])
})

test('counts campaigns', async () => {
  expect(await ask('campaigns')).toEqual([
    {
      utm_source: 'news',
      utm_medium: 'mail',
      utm_campaign: 'autumn',
      visits: '1',
      visitors: '1',
      landings: '1',
    },
  ])
})

test('counts visits by device', async () => {
  expect(await ask('devices')).toEqual([
    { device_type: 'desktop', browser: 'Firefox', os: 'Linux', visits: '2', percent: 66.7 },
    { device_type: 'mobile', browser: 'Safari', os: 'iOS', visits: '1', percent: 33.3 },
  ])
})

test('follows visits through the steps of the funnel, in their order', async () => {
  expect(await ask('funnel')).toEqual([
    { step: 1, event_type: 'page_view', visits: '3', percent: 100 },
    { step: 2, event_type: 'click', visits: '2', percent: 66.7 },
    { step: 3, event_type: 'form_start', visits: '1', percent: 33.3 },
    { step: 4, event_type: 'form_submit', visits: '1', percent: 33.3 },
  ])
})

test('sees who came back', async () => {
  const days = { after_3_days: '0', after_7_days: '0', after_14_days: '0' }
  expect(await ask('retention')).toEqual([
    // The event that was kept in a browser: anna was there first three weeks before.
    { first_seen: '2026-11-01', visitors: '1', after_1_day: '0', ...days },
    { first_seen: '2026-11-20', visitors: '1', after_1_day: '0', ...days },
  ])
  const twoDays: Objects = {
    'events/year=2026/month=11/day=19/hour=10/a.json.gz': [
      stored('2026-11-19T10:00:00', { anonymous_id: 'c', session_id: 'c1' }),
      stored('2026-11-20T10:00:00', { anonymous_id: 'c', session_id: 'c2' }),
    ],
  }
  expect(await ask('retention', twoDays)).toMatchObject([{ visitors: '1', after_1_day: '1' }])
})

test('describes visits', async () => {
  expect(await ask('sessions')).toEqual([
    {
      date: '2026-11-20',
      visits: '2',
      pages_per_visit: 1.5,
      median_seconds: '5',
      one_page_percent: 50,
    },
    {
      date: '2026-11-21',
      visits: '1',
      pages_per_visit: 1,
      median_seconds: '0',
      one_page_percent: 100,
    },
  ])
})

test('takes the last value of a web vital', async () => {
  expect(await ask('web_vitals')).toEqual([
    { measure: 'LCP', device_type: 'desktop', pages: '1', p75: 4500, good_percent: 0 },
  ])
})

test('tells how many numbered events arrived, by day and browser', async () => {
  expect(await ask('completeness', numberedPageLoads)).toEqual([
    // Of 6, 1, 2 and 1 numbered events there are 4, 1, none and 1.
    {
      date: '2026-11-20',
      browser: 'Firefox',
      page_loads: '4',
      numbered: '10',
      arrived: '6',
      percent: 60,
    },
    {
      date: '2026-11-20',
      browser: 'Safari',
      page_loads: '1',
      numbered: '1',
      arrived: '1',
      percent: 100,
    },
  ])
})

test('shows what was rejected, and why', async () => {
  const record = (event: object) => ({
    rejected_at: '2026-11-20T10:00:00.000Z',
    site_id: 'shop',
    code: 'schema',
    errors: [{ path: '/page_url', message: 'is required' }],
    event,
  })
  const objects = {
    'rejected/year=2026/month=11/day=20/hour=10/a.json.gz': [record({ a: 1 }), record({ b: 2 })],
  }
  expect(await ask('rejected', objects)).toEqual([
    {
      date: '2026-11-20',
      site_id: 'shop',
      code: 'schema',
      path: '/page_url',
      events: '2',
      message: 'is required',
      example: '{"b":2}',
    },
  ])
})

test('is listed with what it says and how far it looks', () => {
  expect(savedQueries.map(({ name }) => name)).toEqual(Object.keys(lookBackDays))
  for (const { about, sql } of savedQueries) {
    expect(about).toMatch(/^\w.+\. The last \d+ days\.$/u)
    expect(sql).not.toContain('${')
  }
})
