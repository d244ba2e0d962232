import { base, en, Faker } from '@faker-js/faker'
import type { WeirEvent } from '@weir/schema'
import { browse, leave, type PageVisit } from './browse.ts'
import { makeMistake } from './mistakes.ts'
import { makeVisitor, type Visitor } from './visitor.ts'

export interface CrowdOptions {
  /** The same seed, the same visitors in the same order; only ids and times are new. */
  readonly seed: number
  /** Origin of the pages. */
  readonly site: string
  /** How many are on the site at once. */
  readonly visitors: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** New on every run: events of two runs are not duplicates. */
  readonly newId: () => string
}

/** What one visitor sends at once. */
export interface Delivery {
  readonly visitor: Visitor
  /** In the order in which they happened. */
  readonly events: readonly WeirEvent[]
  /** One more that is no event. */
  readonly mistake?: unknown
}

/** Visitors who come, look at page after page, and leave; always as many at once. */
export interface Crowd {
  next(): Delivery
}

const mistakeShare = 0.01

interface Visit {
  readonly visitor: Visitor
  readonly pages: Generator<PageVisit>
  readonly sessionId: string
  /** Of the page before. */
  last?: {
    readonly url: string
    readonly instanceId: string
    readonly seq: number
    readonly leftAt: number
  }
}

export function createCrowd(options: CrowdOptions): Crowd {
  const faker = new Faker({ locale: [en, base], seed: options.seed })
  const arrive = (): Visit => {
    const visitor = makeVisitor(faker)
    return { visitor, pages: browse(faker, visitor), sessionId: options.newId() }
  }
  const present = Array.from({ length: options.visitors }, arrive)
  // They have come one after the other, not all with the first page.
  for (const visit of present) {
    for (let skip = faker.number.int({ max: 4 }); skip > 0; skip -= 1) visit.pages.next()
  }
  let turn = 0
  return {
    next() {
      for (;;) {
        const visit = present[turn] ?? arrive()
        const step = visit.pages.next()
        if (step.done === true) {
          present[turn] = arrive()
          continue
        }
        turn = (turn + 1) % present.length
        const events = describe(visit, step.value, options)
        return faker.datatype.boolean(mistakeShare)
          ? { visitor: visit.visitor, events, mistake: makeMistake(faker) }
          : { visitor: visit.visitor, events }
      }
    },
  }
}

/**
 * What the SDK would make of it, sent when the page is left: each page load is an instance that
 * numbers its events. The first page was read before now, every other one since the page before.
 */
function describe(visit: Visit, step: PageVisit, { site, now, newId }: CrowdOptions): WeirEvent[] {
  const { visitor, last } = visit
  const { page, reading } = step
  const leftAt = now()
  const visibleMs = last === undefined ? (reading?.visibleMs ?? 0) : leftAt - last.leftAt
  const drafts = reading === undefined ? step.drafts : [...step.drafts, leave(reading, visibleMs)]
  const stepMs = visibleMs / Math.max(drafts.length - 1, 1)
  const url = site + page.path + (last === undefined ? visitor.origin.query : '')
  const instanceId = newId()
  const pageViewId = newId()
  const events = drafts.map((draft, seq) => ({
    event_id: newId(),
    timestamp: new Date(leftAt - visibleMs + Math.round(seq * stepMs)).toISOString(),
    session_id: visit.sessionId,
    anonymous_id: visitor.anonymousId,
    ...(visitor.userId === undefined ? {} : { user_id: visitor.userId }),
    instance_id: instanceId,
    seq,
    ...(last === undefined || seq > 0
      ? {}
      : { previous_instance: { instance_id: last.instanceId, last_seq: last.seq } }),
    page_view_id: pageViewId,
    page_url: url,
    page_title: page.title,
    referrer: last?.url ?? visitor.origin.referrer,
    language: visitor.place.language,
    timezone: visitor.place.timezone,
    screen_width: visitor.device.screen[0],
    screen_height: visitor.device.screen[1],
    viewport_width: visitor.device.viewport[0],
    viewport_height: visitor.device.viewport[1],
    consent: 'granted',
    ...draft,
  }))
  visit.last = { url, instanceId, seq: drafts.length - 1, leftAt }
  return events as WeirEvent[]
}
