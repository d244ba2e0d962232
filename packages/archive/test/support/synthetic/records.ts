import { createRandom, type Random } from '@weir/local/random'
import type { StoredRecord } from '@weir/schema'
import { sites } from './places.ts'
import { type Happened, visit } from './visit.ts'
import { createVisitor, uuid, type Visitor } from './visitor.ts'

/** A record on its way into the archive. */
export interface Arrival {
  readonly record: StoredRecord
  /** When the archive got it: this chooses the hour. */
  readonly arrivedMs: number
}

export interface SyntheticOptions {
  readonly seed: number
  readonly startMs: number
  readonly hours: number
  readonly visitsPerHour: number
  /** The chance that a visitor has been here before. Default 0.4. */
  readonly returning?: number
  /** The chance that a record arrives twice. Default 0.01. */
  readonly duplicates?: number
  /** The chance that a visit is sent hours or days later. Default 0.02. */
  readonly offline?: number
}

const hourMs = 3_600_000

/** Around 1: few at night, fewer at the end of a week. */
const wave = (hour: number): number =>
  (1 - 0.6 * Math.cos((2 * Math.PI * (hour - 3)) / 24)) * (hour % 168 >= 120 ? 0.75 : 1.1)
const most = 20_000

/**
 * Believable records, the same for the same seed: visits by people and bots, with losses that the
 * numbering shows, duplicates, wrong clocks, and visits that were offline for a while.
 */
export function* syntheticArrivals(options: SyntheticOptions): Generator<Arrival> {
  const { startMs, hours, visitsPerHour, returning = 0.4 } = options
  const random = createRandom(options.seed)
  const known: Visitor[] = []
  for (let hour = 0; hour < hours; hour++) {
    for (let count = Math.round(visitsPerHour * wave(hour)); count > 0; count--) {
      const at = startMs + hour * hourMs + random.between(0, hourMs - 1)
      const back = known.length > 0 && random.chance(returning)
      const visitor = back ? random.pick(known) : createVisitor(random, at)
      if (!back && known.length < most) known.push(visitor)
      else if (!back) known[random.between(0, most - 1)] = visitor
      yield* arrivalsOf(random, { visitor, startMs: at, options })
    }
  }
}

interface OneVisit {
  readonly visitor: Visitor
  readonly startMs: number
  readonly options: SyntheticOptions
}

function* arrivalsOf(random: Random, one: OneVisit): Generator<Arrival> {
  const { visitor, startMs, options } = one
  const { duplicates = 0.01, offline = 0.02 } = options
  const site = random.chance(0.85) ? sites[0] : sites[1]
  if (site === undefined) return
  const offlineMs = random.chance(offline) ? random.between(1, 40 * hourMs) : 0
  for (const happened of visit(random, { site, visitor, startMs })) {
    // Drawn for every event, so that one that is lost changes nothing about the others.
    const id = uuid(random, happened.timeMs + visitor.skewMs)
    const delayMs = random.between(5, 3000)
    if (random.chance(visitor.agent.loss)) continue
    const receivedMs = happened.timeMs + delayMs + offlineMs
    const record = toRecord(happened, { id, visitor, site, receivedMs })
    const arrivedMs = receivedMs + random.between(0, 2000)
    yield { record, arrivedMs }
    if (!random.chance(duplicates)) continue
    // Either delivered twice from the stream, or sent again by a client that saw no answer.
    const again = random.between(1000, 2 * hourMs)
    if (random.chance(0.5)) yield { record, arrivedMs: arrivedMs + again }
    else {
      const received_at = new Date(receivedMs + again).toISOString()
      yield { record: { ...record, received_at }, arrivedMs: arrivedMs + again }
    }
  }
}

interface Facts {
  readonly id: string
  readonly visitor: Visitor
  readonly site: (typeof sites)[number]
  readonly receivedMs: number
}

const defined = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [name]: value }

function toRecord(happened: Happened, { id, visitor, site, receivedMs }: Facts): StoredRecord {
  const { agent, place } = visitor
  const url = new URL(`https://${site.host}${happened.page.path}${happened.query}`)
  const referrer = happened.referrer === null ? null : URL.parse(happened.referrer)
  return {
    event_id: id,
    event_type: happened.type,
    timestamp: new Date(happened.timeMs).toISOString(),
    session_id: happened.session,
    ...defined('anonymous_id', visitor.anonymousId),
    ...defined('user_id', visitor.userId),
    instance_id: happened.instance,
    seq: happened.seq,
    ...defined('previous_instance', happened.previous),
    page_view_id: happened.pageView,
    page_url: url.href,
    page_title: happened.page.title,
    referrer: happened.referrer,
    language: 'en',
    timezone: place.tz,
    screen_width: agent.screen[0],
    screen_height: agent.screen[1],
    viewport_width: agent.screen[0],
    viewport_height: agent.screen[1] - 120,
    consent: visitor.anonymousId === undefined ? 'denied' : 'granted',
    ...defined('value', happened.value),
    ...defined('properties', happened.properties),
    client_timestamp: new Date(happened.timeMs + visitor.skewMs).toISOString(),
    page_host: url.host,
    page_path: url.pathname,
    ...Object.fromEntries(url.searchParams),
    ...(referrer?.host ? { referrer_host: referrer.host } : {}),
    received_at: new Date(receivedMs).toISOString(),
    site_id: site.site_id,
    ...defined('network_id', visitor.networkId),
    ip_address: visitor.address,
    country: place.country,
    region: place.region,
    city: place.city,
    sdk_name: '@weir/browser-sdk',
    sdk_version: '0.1.0',
    schema_version: '1.0.0',
    user_agent: agent.user_agent,
    browser: agent.browser,
    browser_version: agent.browser_version,
    ...defined('os', agent.os ?? undefined),
    device_type: agent.device_type,
    is_bot: agent.is_bot,
  }
}
