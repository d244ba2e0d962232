import { expect, test } from 'vitest'
import { lookBackDays, savedQueries } from '../../src/athena/saved-queries.ts'
import { askArchive, type Objects, type Row } from './athena-on-duckdb.ts'
import { numberedPageLoads, visitsOfAWeek } from './visits-of-a-week.ts'

const queryNamed = (name: string) => savedQueries.find((query) => query.name === name)?.sql ?? ''
const ask = async (name: string, objects: Objects = visitsOfAWeek): Promise<Row[]> =>
  (await askArchive(objects))(queryNamed(name))

test('counts visits by the day they began, without bots and doubles', async () => {
  expect(await ask('visits')).toEqual([
    {
      day: '2026-11-20',
      visitors: '2',
      visits: '2',
      page_views: '3',
      bounced: '1',
      median_duration_ms: '5000',
    },
    {
      day: '2026-11-21',
      visitors: '1',
      visits: '1',
      page_views: '1',
      bounced: '1',
      median_duration_ms: '0',
    },
  ])
})

test('counts page views by day, and those inside of an app', async () => {
  expect(await ask('page-views')).toEqual([
    { day: '2026-11-20', page_views: '3', loaded: '2', in_app: '1' },
    { day: '2026-11-21', page_views: '1', loaded: '1', in_app: '0' },
  ])
})

test('ranks pages by views, with visitors and entries', async () => {
  expect(await ask('pages')).toEqual([
    {
      page: 'shop.example.com/',
      page_views: '2',
      visits: '2',
      visitors: '1',
      entries: '2',
      active_ms: 2500,
    },
    {
      page: 'shop.example.com/buy',
      page_views: '2',
      visits: '2',
      visitors: '2',
      entries: '1',
      active_ms: 0,
    },
  ])
})

test('finds where a visit came from in its first page view', async () => {
  expect(await ask('referrers')).toEqual([
    { referrer: '(none)', visits: '2', visitors: '2', page_views: '2', bounce_share: 1 },
    {
      referrer: 'search.example.org',
      visits: '1',
      visitors: '1',
      page_views: '2',
      bounce_share: 0,
    },
  ])
})

test('counts visits by their first campaign', async () => {
  expect(await ask('campaigns')).toEqual([
    {
      source: 'news',
      medium: 'mail',
      campaign: '',
      visits: '1',
      visitors: '1',
      page_views: '2',
      bounce_share: 0,
    },
  ])
})

test('counts visits by device, browser, system and country', async () => {
  const rows = await ask('devices')
  expect(rows.filter(({ kind }) => kind === 'device_type')).toEqual([
    { kind: 'device_type', name: 'desktop', visits: '2', visitors: '1', share: 2 / 3 },
    { kind: 'device_type', name: 'mobile', visits: '1', visitors: '1', share: 1 / 3 },
  ])
  expect(rows.filter(({ kind }) => kind === 'country')).toEqual([
    { kind: 'country', name: '(unknown)', visits: '3', visitors: '2', share: 1 },
  ])
})

test('describes visits', async () => {
  expect(await ask('sessions')).toMatchObject([
    {
      day: '2026-11-20',
      visits: '2',
      median_duration_ms: '5000',
      long_duration_ms: '100000',
      median_page_views: '1',
      median_events: '3',
    },
    { day: '2026-11-21', visits: '1', median_duration_ms: '0' },
  ])
})

test('follows visits through the steps of the funnel, in their order', async () => {
  expect(await ask('funnel')).toEqual([
    { step: '1. page_view', reached: '3', of_first: 1 },
    { step: '2. click', reached: '2', of_first: 2 / 3 },
    { step: '3. form_start', reached: '1', of_first: 1 / 3 },
    { step: '4. form_submit', reached: '1', of_first: 1 / 3 },
  ])
})

test('sees who came back, by the week they were first seen in', async () => {
  expect(await ask('retention')).toEqual([
    // The event that was kept in a browser: anna was there first three weeks before, on a Sunday.
    { cohort: '2026-10-26', week: '0', visitors: '1' },
    { cohort: '2026-10-26', week: '3', visitors: '1' },
    { cohort: '2026-11-16', week: '0', visitors: '1' },
  ])
})

test('takes the last value of a web vital and judges it', async () => {
  expect(await ask('vitals')).toEqual([
    { name: 'LCP', device_type: 'desktop', p75: 4500, good: 0, fair: 0, poor: 1, reports: '1' },
  ])
})

test('tells how many numbered events arrived, by day and browser', async () => {
  const day = '2026-11-20'
  expect(await ask('completeness', numberedPageLoads)).toEqual([
    {
      day,
      browser: 'Firefox',
      // Three that sent something: of 6, 1 and 1 events there are 4, 1 and 1, and one was rejected.
      loads: '3',
      open_loads: '2',
      numbered: '8',
      arrived: '6',
      rejected: '1',
      missing: '1',
      // And one of two events of which only the next one speaks.
      unseen_loads: '1',
      unseen_events: '2',
    },
    {
      day,
      browser: 'Safari',
      loads: '1',
      open_loads: '1',
      numbered: '1',
      arrived: '1',
      rejected: '0',
      missing: '0',
      unseen_loads: '0',
      unseen_events: '0',
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
