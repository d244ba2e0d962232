import type { Random } from '@weir/local/random'
import { origins, pages, type sites } from './places.ts'
import { hex, uuid, type Visitor, weighted } from './visitor.ts'

/** One thing that a visitor did, before anybody stored it. */
export interface Happened {
  readonly timeMs: number
  readonly type: string
  readonly session: string
  readonly instance: string
  readonly seq: number
  readonly pageView: string
  readonly page: (typeof pages)[number]
  readonly query: string
  readonly referrer: string | null
  readonly previous: { readonly instance_id: string; readonly last_seq: number } | undefined
  readonly properties?: Readonly<Record<string, unknown>>
  readonly value?: number
}

export interface VisitOptions {
  readonly site: (typeof sites)[number]
  readonly visitor: Visitor
  readonly startMs: number
  /** How many page loads at most. Default 3. */
  readonly loads?: number
}

type Detail = Pick<Happened, 'properties' | 'value'>

/** A visit of a few page loads, each with a few pages; the visitor remembers the last one. */
export function visit(random: Random, options: VisitOptions): Happened[] {
  const { site, visitor, startMs, loads = 3 } = options
  const happened: Happened[] = []
  const origin = weighted(random, origins)
  const session = `s-${uuid(random, startMs)}`
  let timeMs = startMs
  let page = random.pick(pages)
  let { referrer, query }: { referrer: string | null; query: string } = origin
  for (let load = random.between(1, loads); load > 0; load--) {
    const instance = `i-${hex(random, 16)}`
    let pageView = `p-${hex(random, 12)}`
    let seq = 0
    const say = (type: string, detail: Detail = {}): void => {
      const seen = { session, instance, pageView, page, query, referrer }
      const previous = seq === 0 ? visitor.previous.get(site.site_id) : undefined
      happened.push({ ...seen, ...detail, timeMs, type, seq, previous })
      seq += 1
      timeMs += random.between(0, 8000)
    }
    say('page_view', { properties: { navigation: 'load' } })
    vitals(random, say, instance)
    for (let more = random.between(0, 3); more > 0; more--) {
      whatPeopleDo(random, say, page.path)
      if (random.chance(0.5)) continue
      referrer = `https://${site.host}${page.path}`
      query = ''
      page = random.chance(0.4) ? nextStep(page.path) : random.pick(pages)
      pageView = `p-${hex(random, 12)}`
      say('page_view', { properties: { navigation: 'in_app' } })
    }
    const visible = random.between(0, 120_000)
    const active = Math.floor(visible * random.next())
    say('engagement', { properties: { visible_ms: visible, active_ms: active, reason: 'hide' } })
    visitor.previous.set(site.site_id, { instance_id: instance, last_seq: seq - 1 })
    referrer = `https://${site.host}${page.path}`
    query = ''
    page = random.pick(pages)
    timeMs += random.between(0, 60_000)
  }
  return happened
}

const shopping = ['/products', '/products/mug', '/cart', '/checkout', '/thanks']
const nextStep = (path: string): (typeof pages)[number] => {
  const next = shopping[shopping.indexOf(path) + 1] ?? '/'
  return pages.find((page) => page.path === next) ?? { path: '/', title: 'Example' }
}

type Say = (type: string, detail?: Detail) => void

function vitals(random: Random, say: Say, instance: string): void {
  if (!random.chance(0.5)) return
  const slow = random.next() ** 3 * 6
  for (const [name, base] of Object.entries({ TTFB: 400, FCP: 1000, LCP: 1600, INP: 120 })) {
    const value = Math.round(base * (0.4 + slow) * 10) / 10
    say('web_vital', { properties: { name, value, id: `v6-${instance}-${name}`, delta: value } })
  }
  const score = Math.round(random.next() ** 4 * 4000) / 10_000
  say('web_vital', { properties: { name: 'CLS', value: score, id: `v6-${instance}-CLS` } })
  if (!random.chance(0.2)) return
  const more = score + 0.05
  say('web_vital', { properties: { name: 'CLS', value: more, id: `v6-${instance}-CLS` } })
}

function whatPeopleDo(random: Random, say: Say, path: string): void {
  const percent = random.pick([25, 50, 75, 100])
  if (random.chance(0.5)) {
    say('scroll', { properties: { depth_percent: percent, depth_px: percent * 24 } })
  }
  if (random.chance(0.6)) {
    const text = random.pick(['Buy', 'Add to cart', 'More', '“Läs mer”'])
    say('click', { properties: { element: 'button', text, x: random.between(0, 1200) } })
  }
  if (path.startsWith('/products/') && random.chance(0.5)) {
    const value = random.between(1, 400) * 0.5
    say('add_to_cart', { value, properties: { sku: path.slice(10).toUpperCase() } })
  }
  if (path === '/checkout') say('form_submit', { properties: { form_id: 'pay' } })
  if (path === '/thanks') say('purchase', { value: random.between(1, 400) })
  if (random.chance(0.02)) {
    say('js_error', { properties: { message: "x is not a 'function'", kind: 'error', line: 1 } })
  }
}
