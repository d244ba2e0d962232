import { validExamples } from '@weir/schema/corpus'
import { createRandom } from '@weir/local/random'

const agents = ['Chrome', 'Firefox', 'Safari', 'Edge', 'Samsung Internet']
const systems = ['Windows', 'macOS', 'Android', 'iOS', 'Linux']
const countries = ['DE', 'FR', 'GB', 'US', 'PL', 'NL', 'ES', 'IT']

/** What traffic is made of: the corpus also holds events at their limits. */
const usual = validExamples
  .map(({ event }) => event)
  .filter((event) => JSON.stringify(event).length < 1000)

const hex = (bytes: number, next: () => number): string =>
  Array.from({ length: bytes }, () =>
    Math.floor(next() * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join('')

/** A record as it is stored: what else it holds is nobody's business here. */
export interface StoredRecord extends Readonly<Record<string, unknown>> {
  readonly anonymous_id: string
}

/** Those records as they stand in the archive: a line each. */
export const makeLines = (count: number, seed: number): Buffer =>
  Buffer.from(
    makeRecords(count, seed)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  )

/**
 * Stored records of many visitors, the same for the same seed: ids and times that do not compress,
 * pages and agents that do, as in a real archive.
 */
export function makeRecords(count: number, seed: number): StoredRecord[] {
  const random = createRandom(seed)
  const { next } = random
  const visitors = Array.from({ length: Math.max(20, count / 25) }, () => hex(8, next))
  let timeMs = Date.parse('2026-11-21T01:00:00.000Z')
  const records: StoredRecord[] = []
  for (let at = 0; at < count; at++) {
    timeMs += random.between(0, 3)
    const visitor = random.pick(visitors)
    const time = new Date(timeMs).toISOString()
    const id = `${(timeMs % 2 ** 32).toString(16).padStart(8, '0')}-7c00-7${hex(1, next)}0-8000-${hex(6, next)}`
    const page = `/products/${random.between(1, 800)}`
    records.push({
      ...random.pick(usual),
      event_id: id,
      timestamp: time,
      session_id: `s-${visitor}`,
      anonymous_id: `a-${visitor}`,
      instance_id: `i-${hex(4, next)}`,
      seq: random.between(0, 40),
      page_url: `https://shop.example.com${page}?utm_source=newsletter`,
      client_timestamp: time,
      page_host: 'shop.example.com',
      page_path: page,
      utm_source: 'newsletter',
      received_at: new Date(timeMs + random.between(20, 900)).toISOString(),
      site_id: 'demo',
      ip_address: `203.0.${random.between(0, 255)}.0`,
      country: random.pick(countries),
      sdk_name: '@weir/browser-sdk',
      sdk_version: '0.1.0',
      schema_version: '1.0.0',
      user_agent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/${random.between(120, 142)}.0.0.0`,
      device_type: random.pick(['desktop', 'mobile', 'tablet']),
      browser: random.pick(agents),
      browser_version: String(random.between(110, 142)),
      os: random.pick(systems),
      is_bot: false,
    })
  }
  return records
}
