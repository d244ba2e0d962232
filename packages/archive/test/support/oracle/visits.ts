import { type Answer, bySize, days, distinct, part, quantile, type Seen, sum } from './facts.ts'

/** A visit, as its events tell it. */
export interface Visit {
  readonly visitor: string
  readonly day: string
  readonly durationMs: number
  readonly activeMs: number
  readonly events: number
  readonly pages: readonly Seen[]
  readonly bounced: boolean
  readonly referrer: string | null
  readonly campaign: Seen | undefined
  readonly of: (name: 'device_type' | 'browser' | 'os' | 'country') => string
}

/** The events of a visit are in order. */
function visitOf(events: readonly Seen[]): Visit {
  const [first] = events
  const last = events.at(-1)
  if (first === undefined || last === undefined) throw new Error('no visit without events')
  const pages = events.filter(({ event_type: type }) => type === 'page_view')
  const known = (name: 'anonymous_id' | 'network_id' | 'user_id') =>
    events.map((event) => event[name]).find((id) => id !== undefined && id !== null)
  const activeMs = sum(
    events
      .filter(({ event_type: type }) => type === 'engagement')
      .map(({ said }) => Number(said['active_ms'] ?? 0)),
  )
  const [entry] = pages
  const from = entry?.referrer_host ?? null
  return {
    visitor: `${first.site_id} ${known('anonymous_id') ?? known('network_id') ?? known('user_id') ?? first.session_id}`,
    day: first.day,
    durationMs: last.timeMs - first.timeMs,
    activeMs,
    events: events.length,
    pages,
    bounced: pages.length <= 1 && activeMs < 10_000,
    referrer: from === entry?.page_host ? null : from,
    campaign: events.find(({ utm_source: source }) => typeof source === 'string'),
    of: (name) => events.map((event) => event[name]).find((value) => value) ?? '(unknown)',
  }
}

export const visitsOf = (events: readonly Seen[]): Visit[] =>
  [...Map.groupBy(events, (event) => `${event.site_id} ${event.session_id}`).values()].map(visitOf)

const pageViews = (visits: readonly Visit[]): number => sum(visits.map(({ pages }) => pages.length))
const visitors = (visits: readonly Visit[]): number => distinct(visits.map((each) => each.visitor))
const bounced = (visits: readonly Visit[]): number => visits.filter((visit) => visit.bounced).length

const ofDay = (day: string, row: readonly unknown[]): unknown[] => [day, ...row]

export function visitsAnswer(events: readonly Seen[]): Answer {
  const all = visitsOf(events)
  const row = (visits: readonly Visit[]) => [
    visitors(visits),
    visits.length,
    pageViews(visits),
    part(pageViews(visits), visits.length),
    part(bounced(visits), visits.length),
    quantile(
      visits.map(({ durationMs }) => durationMs),
      0.5,
    ),
  ]
  const [count, visits, pages, perVisit, bounce, median] = row(all)
  return {
    facts: {
      visitors: count,
      visits,
      page_views: pages,
      events: events.length,
      pages_per_visit: perVisit,
      bounce_share: bounce,
      median_duration_ms: median,
    },
    tables: {
      by_day: days(all.map(({ day }) => day)).map((day) =>
        ofDay(day, row(all.filter((visit) => visit.day === day))),
      ),
    },
  }
}

/** Visits in groups, with the same numbers for each. */
function grouped(
  visits: readonly Visit[],
  names: (visit: Visit) => readonly string[],
): (string | number | null)[][] {
  const row = ([name, of]: readonly [string, readonly Visit[]]) => [
    ...name.split('\n'),
    of.length,
    visitors(of),
    pageViews(of),
    part(bounced(of), of.length),
  ]
  return [...Map.groupBy(visits, (visit) => names(visit).join('\n'))].map(row)
}

export function referrersAnswer(events: readonly Seen[], top: number): Answer {
  const rows = grouped(visitsOf(events), ({ referrer }) => [referrer ?? '(none)'])
  return {
    facts: { referrers: rows.length },
    tables: { referrers: rows.sort(bySize(1, 0)).slice(0, top) },
  }
}

export function campaignsAnswer(events: readonly Seen[], top: number): Answer {
  const visits = visitsOf(events).filter(({ campaign }) => campaign !== undefined)
  const rows = grouped(visits, ({ campaign }) => [
    campaign?.utm_source ?? '',
    campaign?.utm_medium ?? '',
    campaign?.utm_campaign ?? '',
  ])
  return {
    facts: { visits: visits.length },
    tables: { campaigns: rows.sort(bySize(3, 0, 1, 2)).slice(0, top) },
  }
}

export function devicesAnswer(events: readonly Seen[], top: number): Answer {
  const visits = visitsOf(events)
  const by = (name: 'device_type' | 'browser' | 'os' | 'country') =>
    [...Map.groupBy(visits, (visit) => visit.of(name))]
      .map(([value, of]) => [value, of.length, visitors(of), part(of.length, visits.length)])
      .sort(bySize(1, 0))
      .slice(0, top)
  return {
    facts: { visits: visits.length },
    tables: {
      device_type: by('device_type'),
      browser: by('browser'),
      os: by('os'),
      country: by('country'),
    },
  }
}

const forever = Number.POSITIVE_INFINITY
const durationLimits: readonly [string, number][] = [
  ['under 10 s', 1e4],
  ['10 to 30 s', 3e4],
  ['30 to 60 s', 6e4],
  ['1 to 3 min', 18e4],
  ['3 to 10 min', 6e5],
  ['10 to 30 min', 18e5],
  ['30 min and more', forever],
]
const pageLimits: readonly [string, number][] = [
  ['none', 1],
  ['1', 2],
  ['2', 3],
  ['3', 4],
  ['4 to 5', 6],
  ['6 to 10', 11],
  ['11 and more', forever],
]

export function sessionsAnswer(events: readonly Seen[], top: number): Answer {
  const visits = visitsOf(events)
  const spread = (limits: readonly [string, number][], of: (visit: Visit) => number) => {
    let from = Number.NEGATIVE_INFINITY
    return limits.map(([label, to]) => {
      const inside = visits.filter((visit) => of(visit) >= from && of(visit) < to).length
      from = to
      return [label, inside, part(inside, visits.length)]
    })
  }
  const ends = (at: 0 | -1) =>
    [...Map.groupBy(visits, ({ pages }) => pages.at(at)?.page_path ?? '')]
      .filter(([path]) => path !== '')
      .map(([path, of]) => [path, of.length, part(of.length, visits.length)])
      .sort(bySize(1, 0))
      .slice(0, top)
  const durations = visits.map(({ durationMs }) => durationMs)
  return {
    facts: {
      visits: visits.length,
      median_duration_ms: quantile(durations, 0.5),
      long_duration_ms: quantile(durations, 0.9),
      median_active_ms: quantile(
        visits.map(({ activeMs }) => activeMs),
        0.5,
      ),
      median_events: quantile(
        visits.map((visit) => visit.events),
        0.5,
      ),
    },
    tables: {
      duration: spread(durationLimits, ({ durationMs }) => durationMs),
      page_views: spread(pageLimits, ({ pages }) => pages.length),
      entry: ends(0),
      exit: ends(-1),
    },
  }
}
