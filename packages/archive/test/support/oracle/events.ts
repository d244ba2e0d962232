import type { FunnelOptions } from '../../../src/reports/funnel-step.ts'
import {
  type Answer,
  bySize,
  compare,
  days,
  distinct,
  part,
  quantile,
  type Seen,
  sum,
} from './facts.ts'
import { visitsOf } from './visits.ts'

const isPageView = ({ event_type: type }: Seen): boolean => type === 'page_view'

export function pageViewsAnswer(events: readonly Seen[]): Answer {
  const views = events.filter(isPageView)
  const inApp = (of: readonly Seen[]) => of.filter(({ said }) => said['navigation'] === 'in_app')
  const ways = [
    ...Map.groupBy(views, ({ said }) =>
      JSON.stringify(said['navigation'] ?? '(not said)').slice(1, -1),
    ),
  ]
  return {
    facts: { page_views: views.length },
    tables: {
      by_day: days(views.map(({ day }) => day)).map((day) => {
        const of = views.filter((view) => view.day === day)
        return [day, of.length, of.length - inApp(of).length, inApp(of).length]
      }),
      by_navigation: ways
        .map(([way, of]) => [way, of.length, part(of.length, views.length)])
        .sort(bySize(1, 0)),
    },
  }
}

export function pagesAnswer(events: readonly Seen[], top: number): Answer {
  const pageOf = (event: Seen) => `${event.page_host ?? ''}${event.page_path ?? ''}`
  const entries = visitsOf(events).flatMap(({ pages }) => pages.slice(0, 1).map(pageOf))
  const rows = [...Map.groupBy(events, pageOf)].flatMap(([page, of]) => {
    const views = of.filter(isPageView)
    if (views.length === 0) return []
    const active = of
      .filter(({ event_type: type }) => type === 'engagement')
      .map(({ said }) => Number(said['active_ms'] ?? 0))
    return [
      [
        page,
        views.length,
        distinct(views.map((each) => `${each.site_id} ${each.session_id}`)),
        distinct(views.map((each) => `${each.site_id} ${each.visitor}`)),
        entries.filter((each) => each === page).length,
        part(sum(active), views.length),
      ],
    ]
  })
  return { facts: { pages: rows.length }, tables: { pages: rows.sort(bySize(1, 0)).slice(0, top) } }
}

const mondayOf = (day: string): string => {
  const time = new Date(day)
  const since = (time.getUTCDay() + 6) % 7
  return new Date(time.getTime() - since * 86_400_000).toISOString().slice(0, 10)
}

export function retentionAnswer(events: readonly Seen[]): Answer {
  const known = events.flatMap((event) => {
    const id = event.anonymous_id ?? event.network_id ?? event.user_id
    return id === undefined || id === null
      ? []
      : [{ visitor: `${event.site_id} ${id}`, week: mondayOf(event.day) }]
  })
  const weeksOf = [...Map.groupBy(known, ({ visitor }) => visitor).values()].map((of) =>
    [...new Set(of.map(({ week }) => week))].sort(compare),
  )
  const lastMs = Math.max(...known.map(({ week }) => Date.parse(week)))
  const cohorts = [...Map.groupBy(weeksOf, ([first = '']) => first)].sort(([a], [b]) =>
    compare(a, b),
  )
  const rows = cohorts.flatMap(([cohort, visitors]) => {
    const found: unknown[][] = []
    for (let ms = Date.parse(cohort), week = 0; ms <= lastMs; ms += 7 * 86_400_000, week++) {
      const day = new Date(ms).toISOString().slice(0, 10)
      const came = visitors.filter((weeks) => weeks.includes(day)).length
      found.push([cohort, week, came, part(came, visitors.length)])
    }
    return found
  })
  return {
    facts: { visitors: weeksOf.length, cohorts: cohorts.length },
    tables: { cohorts: rows },
  }
}

const limits: Readonly<Record<string, readonly [number, number]>> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
}

export function vitalsAnswer(events: readonly Seen[]): Answer {
  const reported = events.filter(({ event_type: type }) => type === 'web_vital')
  const last = [
    ...Map.groupBy(reported, ({ site_id: site, said, event_id: own }) =>
      [site, said['name'], said['id'] ?? own].join('\n'),
    ).values(),
  ].flatMap((of) => of.slice(-1))
  const row = (name: string, of: readonly Seen[], device: readonly string[] = []) => {
    const values = of.map(({ said }) => Number(said['value']))
    const [good = 0, fair = 0] = limits[name] ?? []
    const p75 = quantile(values, 0.75) ?? 0
    const rating = p75 <= good ? 'good' : p75 <= fair ? 'needs improvement' : 'poor'
    return [
      name,
      ...device,
      p75,
      rating,
      part(values.filter((value) => value <= good).length, values.length),
      part(values.filter((value) => value > good && value <= fair).length, values.length),
      part(values.filter((value) => value > fair).length, values.length),
      values.length,
    ]
  }
  const named = Object.keys(limits)
    .map((name) => [name, last.filter(({ said }) => said['name'] === name)] as const)
    .filter(([, of]) => of.length > 0)
  const byDevice = named.flatMap(([name, of]) =>
    [...Map.groupBy(of, ({ device_type: device }) => device ?? '(unknown)')]
      .map(([device, some]) => row(name, some, [device]))
      .sort(bySize(7, 1)),
  )
  return {
    facts: Object.fromEntries(named.map(([name, of]) => [name, row(name, of)[1]])),
    tables: { measures: named.map(([name, of]) => row(name, of)), by_device: byDevice },
  }
}

export function funnelAnswer(events: readonly Seen[], { steps, by }: FunnelOptions): Answer {
  const whole = Map.groupBy(
    events,
    ({ site_id: site, session_id: session, visitor }) =>
      `${site} ${by === 'visit' ? session : visitor}`,
  )
  const fits = ({ event_type: type, page_path: path }: Seen, at: number): boolean => {
    const step = steps[at]
    const pattern = (step?.path ?? '*').replace(/[^\w*]/gu, String.raw`\$&`).replaceAll('*', '.*')
    return type === step?.eventType && new RegExp(`^${pattern}$`, 's').test(path ?? '')
  }
  // Whoever walks along their events and takes each step at the first chance gets farthest.
  const times = [...whole.values()].map((of) => {
    const taken: number[] = []
    for (const event of of) {
      if (taken.length < steps.length && fits(event, taken.length)) taken.push(event.timeMs)
    }
    return taken
  })
  const reached = steps.map((_step, at) => times.filter(({ length }) => length > at))
  const [first = []] = reached
  const last = reached.at(-1) ?? []
  return {
    facts: { started: first.length, finished: last.length, share: part(last.length, first.length) },
    tables: {
      steps: reached.map((of, at) => [
        `${at + 1}. ${steps[at]?.label}`,
        of.length,
        part(of.length, first.length),
        at === 0 ? null : part(of.length, reached[at - 1]?.length ?? 0),
        at === 0
          ? null
          : quantile(
              of.map((taken) => (taken[at] ?? 0) - (taken[at - 1] ?? 0)),
              0.5,
            ),
      ]),
    },
  }
}
