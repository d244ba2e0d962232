import type { Objects, Row } from './athena-on-duckdb.ts'

let made = 0

/** A stored event with what is asked for. */
function stored(at: string, given: Row = {}): Row {
  made += 1
  return {
    event_id: `event-${made}`,
    event_type: 'page_view',
    timestamp: `${at}.000Z`,
    received_at: `${at}.500Z`,
    site_id: 'shop',
    page_host: 'shop.example.com',
    page_path: '/',
    device_type: 'desktop',
    browser: 'Firefox',
    os: 'Linux',
    is_bot: false,
    properties: {},
    ...given,
  }
}

const anna = { anonymous_id: 'anna', session_id: 'anna-1' }
const again = { anonymous_id: 'anna', session_id: 'anna-2' }
const ben = {
  anonymous_id: 'ben',
  session_id: 'ben-1',
  device_type: 'mobile',
  browser: 'Safari',
  os: 'iOS',
}
const bot = { anonymous_id: 'bot', session_id: 'bot-1', is_bot: true }
const search = { referrer_host: 'search.example.org', utm_source: 'news', utm_medium: 'mail' }
const landing = stored('2026-11-20T10:00:00', { ...anna, ...search })
const vital = (value: number, rating: string) => ({
  event_type: 'web_vital',
  properties: { name: 'LCP', id: 'v1', value, rating },
})

/** Two visitors and a bot, what they did, one event that came twice, and one that came late. */
export const visitsOfAWeek: Objects = {
  'events/year=2026/month=11/day=20/hour=10/a.json.gz': [
    landing,
    stored('2026-11-20T10:00:10', { ...anna, event_type: 'click' }),
    stored('2026-11-20T10:00:20', {
      ...anna,
      page_path: '/buy',
      referrer_host: 'shop.example.com',
      utm_source: 'later',
      properties: { navigation: 'in_app' },
    }),
    stored('2026-11-20T10:00:30', { ...anna, event_type: 'form_start' }),
    stored('2026-11-20T10:01:40', { ...anna, event_type: 'form_submit' }),
    stored('2026-11-20T10:00:15', {
      ...anna,
      event_type: 'engagement',
      properties: { visible_ms: 9000, active_ms: 5000 },
    }),
    stored('2026-11-20T10:00:02', { ...anna, ...vital(2000, 'good') }),
    stored('2026-11-20T10:00:05', { ...anna, ...vital(4500, 'poor') }),
  ],
  'events/year=2026/month=11/day=20/hour=11/a.json.gz': [
    landing,
    stored('2026-11-20T11:00:00', { ...ben, page_path: '/buy' }),
    // Submitted before anything was clicked: no step of the funnel.
    stored('2026-11-20T11:00:01', { ...ben, event_type: 'form_submit' }),
    stored('2026-11-20T11:00:05', { ...ben, event_type: 'click' }),
    stored('2026-11-20T11:30:00', bot),
  ],
  // An hour's object holds what came a little later too.
  'events/year=2026/month=11/day=20/hour=23/a.json.gz': [stored('2026-11-21T00:00:01', again)],
  // Kept in a browser for three weeks.
  'events/year=2026/month=11/day=21/hour=09/a.json.gz': [stored('2026-11-01T08:00:00', anna)],
  // Beyond what the reports read.
  'events/year=2026/month=10/day=01/hour=09/a.json.gz': [stored('2026-10-01T09:00:00', ben)],
}

const load = (instance_id: string, given: Row = {}) => ({
  ...anna,
  instance_id,
  ...given,
})

const refusal = (given: Row) => ({
  rejected_at: '2026-11-20T10:00:00.000Z',
  site_id: 'shop',
  code: 'schema',
  errors: [{ path: '/page_url', message: 'is required' }],
  event: given,
})

/** Page loads that numbered their events, and lost some. */
export const numberedPageLoads: Objects = {
  'events/year=2026/month=11/day=20/hour=10/a.json.gz': [
    ...[0, 1, 2, 4].map((seq) => stored('2026-11-20T10:00:00', load('first', { seq }))),
    // It knows that the first went up to 5, and the third, of which nothing came, up to 1.
    stored('2026-11-20T10:05:00', {
      ...load('second', { seq: 0 }),
      previous_instance: { instance_id: 'first', last_seq: 5 },
    }),
    stored('2026-11-20T10:10:00', {
      ...load('fourth', { seq: 0 }),
      previous_instance: { instance_id: 'third', last_seq: 1 },
    }),
    stored('2026-11-20T10:20:00', { ...load('whole', { seq: 0 }), browser: 'Safari' }),
  ],
  'rejected/year=2026/month=11/day=20/hour=10/a.json.gz': [
    refusal({ instance_id: 'first', seq: 3 }),
    // Sent again, repaired.
    refusal({ instance_id: 'first', seq: 4 }),
    refusal({ note: 'of no page load' }),
  ],
  // Began before the days that are read.
  'events/year=2026/month=11/day=14/hour=00/a.json.gz': [
    stored('2026-11-14T00:00:00', load('old', { seq: 7 })),
  ],
}
