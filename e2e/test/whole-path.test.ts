import type { Engine } from '@weir/browsers'
import type { StoredRecord } from '@weir/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Door } from '../src/pipeline/door.ts'
import { enginesUnderTest } from '../src/pipeline/engines.ts'
import { type Pipeline, startPipeline } from '../src/pipeline/pipeline.ts'
import { gaps, recordName, rowsOf } from '../src/pipeline/rows.ts'
import { openVisitor, type Visitor } from '../src/pipeline/visitor.ts'
import { columns } from './pipeline/columns.ts'

// From a click in the shop to a row of the archive, and from what must not be collected to nothing.

const engines = enginesUnderTest()
/** For all visits of an engine: they wait for one another. */
const queueMs = 600_000
let pipeline: Pipeline
beforeAll(async () => {
  // Whoever never decides has a way of their own, on which nothing may come.
  pipeline = await startPipeline(engines.length * 2)
}, 60_000)
afterAll(() => pipeline.stop())

interface Place {
  readonly engine: Engine
  readonly door: Door
  readonly undecided: Door
  /** Whoever has come; they leave in the end. */
  readonly visitors: Visitor[]
}

const pixels: unknown = expect.any(Number)
const agree = '[data-decide=grant]'
const refuse = '[data-decide=deny]'

async function visit({ engine, door, visitors }: Place, path: string): Promise<Visitor> {
  const visitor = await openVisitor(engine, `${door.shopUrl}${path}`)
  visitors.push(visitor)
  return visitor
}

async function followsClick(place: Place): Promise<Visitor> {
  const { shopUrl } = place.door
  const campaign = 'utm_source=news&utm_medium=email&utm_campaign=spring'
  const visitor = await visit(place, `/category/fire?${campaign}&secret=1#s`)
  await visitor.tab.click(agree)
  await visitor.follow('a.card[href="/product/mug"]', '/product/mug')
  const rows = await rowsOf(pipeline, visitor)
  const byPath = (type: string, path: string) =>
    rows.filter((row) => row.event_type === type && row.page_path === path)

  const [, click] = byPath('click', '/category/fire')
  expect(click).toStrictEqual({
    ...columns(place.engine.name, shopUrl, visitor),
    event_type: 'click',
    seq: numberedBefore(rows, click),
    page_url: `${shopUrl}/category/fire?${campaign}`,
    page_path: '/category/fire',
    page_title: 'By the fire · Millrace',
    utm_source: 'news',
    utm_medium: 'email',
    utm_campaign: 'spring',
    properties: {
      element: 'a',
      element_classes: 'card',
      text: 'Enamel mug €14 Takes half a litre and every knock.',
      href: `${shopUrl}/product/mug`,
      outbound: false,
      product: 'mug',
      list: 'category',
      x: pixels,
      y: pixels,
      button: 0,
    },
  })
  const [next] = byPath('page_view', '/product/mug')
  expect(next).toStrictEqual({
    ...columns(place.engine.name, shopUrl, visitor),
    event_type: 'page_view',
    seq: 0,
    previous_instance: { instance_id: click?.instance_id, last_seq: expect.any(Number) as number },
    page_url: `${shopUrl}/product/mug`,
    page_path: '/product/mug',
    page_title: 'Enamel mug · Millrace',
    referrer: `${shopUrl}/category/fire?${campaign}`,
    referrer_host: new URL(shopUrl).host,
    properties: { navigation: 'load' },
  })
  expect(next?.session_id).toBe(click?.session_id)
  return visitor
}

/** How many of its page came before it: an engine that scrolls to what it clicks says so in one more. */
const numberedBefore = (rows: readonly StoredRecord[], of: StoredRecord | undefined): number =>
  rows.filter(({ instance_id: id, seq = 0 }) => id === of?.instance_id && seq < (of?.seq ?? 0))
    .length

async function tellsLinks(place: Place): Promise<Visitor> {
  const { shopUrl } = place.door
  const visitor = await visit(place, '/')
  const { tab } = visitor
  await tab.click(agree)
  await tab.evaluate(() => {
    // The click is what is told; a file would be left on the machine.
    addEventListener('click', (event) => event.preventDefault(), { once: true })
  })
  await tab.click('a[href="/files/care-guide.pdf"]')
  await visitor.follow('a[href$="/wiki/Weir"]', '/elsewhere/wiki/Weir')
  await tab.goto(`${shopUrl}/about`)
  const rows = await rowsOf(pipeline, visitor)
  const links = rows
    .filter(({ event_type, properties }) => event_type === 'click' && properties?.href)
    .map(({ properties }) => properties)
  expect(links).toMatchObject([
    { href: `${shopUrl}/files/care-guide.pdf`, download: true, file_extension: 'pdf' },
    { href: expect.stringMatching(/127\.0\.0\.1:\d+\/elsewhere/u) as string, outbound: true },
  ])
  return visitor
}

async function waitsForConsent(place: Place): Promise<Visitor> {
  const { shopUrl, proxy } = place.undecided
  const visitor = await visit({ ...place, door: place.undecided }, '/product/lantern')
  const { tab } = visitor
  const kept = () =>
    tab.evaluate((name) => {
      const { [name]: stored = '', ...rest } = localStorage as Record<string, string>
      const others = Object.keys(rest).filter((key) => /weir/.test(key))
      return { record: `${document.cookie}${stored}`.replace(`${name}=`, ''), others }
    }, recordName)
  await tab.click('[data-add-to-cart] button')
  await tab.goto(`${shopUrl}/cart`)
  await tab.click('[data-cart-rows] button')
  expect(await kept()).toEqual({ record: '', others: [] })

  await tab.click(refuse)
  await tab.goto(`${shopUrl}/about`)
  await visitor.follow('nav a[href="/category/fire"]', '/category/fire')
  // Another visitor who agreed is in the archive: by then, so would be what this one did.
  const other = await visit(place, '/about')
  await other.tab.click(agree)
  expect(await rowsOf(pipeline, other)).not.toEqual([])

  expect(proxy.seen).toEqual([])
  expect(await kept()).toEqual({ record: '|||||denied', others: [] })
  const { events } = await pipeline.archived()
  const pages = events.map((event) => event.page_path)
  expect(pages).not.toContain('/product/lantern')
  expect(pages).not.toContain('/cart')
  return visitor
}

const typed = {
  'input[name=name]': 'Zzname',
  'input[name=email]': 'zzmail@example.com',
  'input[name=street]': 'Zzstreet 1',
  'input[name=town]': 'Zztown',
  'textarea[name=note]': 'Zznote',
}

async function keepsFieldsPrivate(place: Place): Promise<Visitor> {
  const { shopUrl } = place.door
  const visitor = await visit(place, '/')
  const { tab } = visitor
  await tab.click(agree)
  await tab.type('input[type=search]', 'wool zzsearch\n')
  await visitor.arrive('/search')
  await tab.goto(`${shopUrl}/product/mug`)
  await tab.click('[data-add-to-cart] button')
  await tab.goto(`${shopUrl}/checkout`)
  for (const [field, text] of Object.entries(typed)) await tab.type(field, text)
  await tab.type('select[name=country]', 'Portugal')
  await tab.click('input[name=gift]')
  await visitor.follow('#checkout button', '/thanks')
  await visitor.flush()
  await tab.reload()
  const rows = await rowsOf(pipeline, visitor)

  const archived = await pipeline.archived()
  expect(JSON.stringify(archived)).not.toMatch(/zz(?:search|name|mail|street|town|note)/iu)
  const viewed = rows.filter((row) => row.event_type === 'page_view')
  expect(viewed.map((row) => `${row.page_path} ${String(row.properties?.navigation)}`)).toEqual([
    '/ load',
    '/search load',
    '/product/mug load',
    '/checkout load',
    '/thanks load',
    '/thanks reload',
  ])
  expect(rows.filter((row) => row.event_type === 'purchase')).toMatchObject([
    { value: 14, properties: { currency: 'EUR', lines: [{ sku: 'mug', quantity: 1 }] } },
  ])
  expect(gaps(rows)).toEqual([])
  expect(archived.rejected).toEqual([])
  return visitor
}

const stories = {
  'a click that leaves its page is a row of the archive, true in every field': followsClick,
  'outbound links and downloads are told as what they are': tellsLinks,
  'nothing is sent or kept before the visitor decides, and nothing after they refuse':
    waitsForConsent,
  'no value of any field leaves the page, and each page is viewed once': keepsFieldsPrivate,
}

for (const [at, { name, missing, note, launch, inTurn }] of engines.entries()) {
  let engine: Engine
  beforeAll(async () => {
    if (missing === undefined) engine = await launch()
  }, 60_000)
  afterAll(() => engine?.close())
  for (const [story, tell] of Object.entries(stories)) {
    test
      .skipIf(missing !== undefined)
      .concurrent(`${name}: ${story}${note}`, { timeout: queueMs }, async () => {
        const [door, undecided] = pipeline.doors.slice(at * 2) as [Door, Door]
        const problems = await inTurn(async () => {
          const visitors: Visitor[] = []
          try {
            return await (await tell({ engine, door, undecided, visitors })).problems()
          } finally {
            for (const visitor of visitors) await visitor.close()
          }
        })
        expect(problems).toEqual([])
      })
  }
}
