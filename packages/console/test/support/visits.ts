import { createRandom, type Random } from '@weir/local/random'

/** One visit of a shop: its events in order, and what the browser says of itself. */
export interface Visit {
  readonly events: readonly Readonly<Record<string, unknown>>[]
  readonly headers: Readonly<Record<string, string>>
}

const pages = [
  ['/', 'Lamps & light'],
  ['/lamps', 'All lamps'],
  ['/lamps/oslo', 'Oslo, a reading lamp'],
  ['/lamps/bergen', 'Bergen, a floor lamp'],
  ['/journal/warm-light', 'Why warm light is warm'],
  ['/cart', 'Your cart'],
  ['/checkout', 'Checkout'],
] as const
const referrers = ['https://www.google.com/', 'https://news.example.org/lamps', '', ''] as const
const browsers = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    1440,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    390,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 1280],
] as const
const countries = ['DE', 'FR', 'US', 'NO', 'JP'] as const

interface Context {
  readonly random: Random
  readonly shared: Readonly<Record<string, unknown>>
  readonly events: Record<string, unknown>[]
}

/** The same visits for the same seed, whose last event happens at `endMs`. */
export function createVisits(seed: number): (endMs: number) => Visit {
  const random = createRandom(seed)
  return (endMs) => {
    const [agent, width] = random.pick(browsers)
    const referrer = random.pick(referrers)
    const shared = {
      anonymous_id: uuid(random),
      session_id: uuid(random),
      instance_id: uuid(random),
      language: 'en',
      screen_width: width,
      ...(referrer === '' ? {} : { referrer }),
    }
    const context: Context = { random, shared, events: [] }
    const count = random.between(1, 4)
    for (let n = 0; n < count; n++)
      addPage(context, random.pick(n === 0 ? pages.slice(0, 5) : pages))
    const headers = { 'user-agent': agent, 'cf-ipcountry': random.pick(countries) }
    return { events: timed(context.events, endMs), headers }
  }
}

function addPage(
  { random, shared, events }: Context,
  [path, title]: readonly [string, string],
): void {
  const add = (event_type: string, properties: object, seconds: number) =>
    events.push({
      ...shared,
      event_id: uuid(random),
      event_type,
      seq: events.length,
      page_view_id: `${String(shared['instance_id'])}-${path}`.slice(-64),
      page_url: `https://shop.example.com${path}`,
      page_title: title,
      properties,
      seconds,
    })
  const view = random.between(4, 44)
  add('page_view', { navigation: 'load' }, 1)
  add('web_vital', { name: 'LCP', value: random.between(800, 2300), rating: 'good' }, 1)
  if (random.chance(0.7)) add('scroll', { depth_percent: random.between(0, 100) }, view / 2)
  if (random.chance(0.5)) add('click', { element: 'a', text: 'See all lamps' }, view / 2)
  if (path.startsWith('/lamps/') && random.chance(0.6))
    add('add_to_cart', { sku: 'L-7', price: 49.9 }, 2)
  if (path === '/checkout' && random.chance(0.8)) add('purchase', { order: 'o-1', total: 99.8 }, 3)
  const spent = { visible_ms: view * 1000, active_ms: view * 600 }
  add('engagement', { ...spent, max_scroll_percent: random.between(0, 100) }, 1)
}

/** Gives each event its time: so many seconds after the one before. */
function timed(events: readonly Record<string, unknown>[], endMs: number) {
  let at = endMs - events.reduce((sum, { seconds }) => sum + Number(seconds) * 1000, 0)
  return events.map(({ seconds, ...event }) => {
    at += Number(seconds) * 1000
    return { ...event, timestamp: new Date(at).toISOString() }
  })
}

/** Of version 4 by its looks, and the same for the same seed. */
function uuid(random: Random): string {
  const hex = (count: number) =>
    Array.from({ length: count }, () => random.between(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
}
