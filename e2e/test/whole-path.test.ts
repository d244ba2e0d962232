import { launchChromium } from '@weir/browsers'
import { schemaVersion, type StoredRecord } from '@weir/schema'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Pipeline, startPipeline } from '../src/pipeline/pipeline.ts'
import { openVisitor, userAgent, type Visitor } from '../src/pipeline/visitor.ts'

// From a click in the shop to a row of the archive, and from what must not be collected to nothing.

let pipeline: Pipeline
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
beforeAll(async () => {
  pipeline = await startPipeline()
  chromium = (await launchChromium()).browser
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await pipeline.stop()
})

async function visit(): Promise<Visitor> {
  const visitor = await openVisitor(chromium)
  onTestFinished(() => visitor.close())
  return visitor
}

const agree = '[data-decide=grant]'
const refuse = '[data-decide=deny]'

/** The rows of one visitor, in the order in which they happened; copies are left out. */
async function rowsOf({ page, flush }: Visitor) {
  await flush()
  const cookies = await page.context().cookies()
  const visitor = cookies.find(({ name }) => name === 'weir')?.value.split('|')[0] ?? ''
  const { events } = await pipeline.archived()
  const own = events.filter(({ anonymous_id: id }) => id === visitor)
  const rows = [...new Map(own.map((event) => [event.event_id, event])).values()]
  return rows.sort((a, b) => (a.client_timestamp < b.client_timestamp ? -1 : 1))
}

const uuid: unknown = expect.stringMatching(
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
)
const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const pixels: unknown = expect.any(Number)

/** Every column that does not depend on what happened. */
const columns = () => ({
  event_id: uuid,
  timestamp: time,
  client_timestamp: time,
  received_at: time,
  site_id: 'demo',
  anonymous_id: uuid,
  session_id: uuid,
  instance_id: uuid,
  page_view_id: uuid,
  page_host: new URL(pipeline.shopUrl).host,
  user_agent: userAgent,
  ip_address: '127.0.0.0',
  device_type: 'desktop',
  browser: 'Chrome',
  browser_version: '142.0.0.0',
  os: 'Linux',
  is_bot: false,
  language: 'en-GB',
  timezone: 'Europe/Lisbon',
  screen_width: 1920,
  screen_height: 1080,
  viewport_width: 1200,
  viewport_height: 800,
  consent: 'granted',
  sdk_name: '@weir/browser-sdk',
  sdk_version: '0.0.0',
  schema_version: schemaVersion,
})

test('a click that leaves its page is a row of the archive, true in every field', async () => {
  const visitor = await visit()
  const { page, problems } = visitor
  const campaign = 'utm_source=news&utm_medium=email&utm_campaign=spring'
  await page.goto(`${pipeline.shopUrl}/category/fire?${campaign}&secret=1#s`)
  await page.click(agree)
  await page.getByRole('link', { name: /Enamel mug/ }).click()
  await page.waitForURL('**/product/mug')
  const rows = await rowsOf(visitor)
  const byPath = (type: string, path: string) =>
    rows.filter((row) => row.event_type === type && row.page_path === path)

  const [, click] = byPath('click', '/category/fire')
  expect(click).toStrictEqual({
    ...columns(),
    event_type: 'click',
    seq: 2,
    page_url: `${pipeline.shopUrl}/category/fire?${campaign}`,
    page_path: '/category/fire',
    page_title: 'By the fire · Millrace',
    utm_source: 'news',
    utm_medium: 'email',
    utm_campaign: 'spring',
    properties: {
      element: 'a',
      element_classes: 'card',
      text: 'Enamel mug €14 Takes half a litre and every knock.',
      href: `${pipeline.shopUrl}/product/mug`,
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
    ...columns(),
    event_type: 'page_view',
    seq: 0,
    previous_instance: { instance_id: click?.instance_id, last_seq: expect.any(Number) as number },
    page_url: `${pipeline.shopUrl}/product/mug`,
    page_path: '/product/mug',
    page_title: 'Enamel mug · Millrace',
    referrer: `${pipeline.shopUrl}/category/fire?${campaign}`,
    referrer_host: new URL(pipeline.shopUrl).host,
    properties: { navigation: 'load' },
  })
  expect(next?.session_id).toBe(click?.session_id)
  expect(problems).toEqual([])
})

test('outbound links and downloads are told as what they are', async () => {
  const visitor = await visit()
  const { page } = visitor
  await page.route('https://en.wikipedia.org/**', (route) => route.fulfill({ body: 'elsewhere' }))
  await page.goto(pipeline.shopUrl)
  await page.click(agree)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Care guide' }).click()
  await (await download).cancel()
  await page.getByRole('link', { name: 'What is a weir?' }).click()
  await page.waitForURL('https://en.wikipedia.org/**')
  await page.goto(`${pipeline.shopUrl}/about`)
  const rows = await rowsOf(visitor)
  const links = rows
    .filter(({ event_type, properties }) => event_type === 'click' && properties?.href)
    .map(({ properties }) => properties)
  expect(links).toMatchObject([
    { href: `${pipeline.shopUrl}/files/care-guide.pdf`, download: true, file_extension: 'pdf' },
    { href: 'https://en.wikipedia.org/wiki/Weir', outbound: true },
  ])
})

test('nothing is sent or kept before the visitor decides, and nothing after they refuse', async () => {
  const { page, context, problems } = await visit()
  const posts: string[] = []
  context.on('request', (request) => {
    if (request.method() !== 'GET') posts.push(request.url())
  })
  const kept = async () => ({
    cookies: (await context.cookies()).map(({ name, value }) => `${name}=${value}`),
    storage: await page.evaluate(() => Object.keys(localStorage).filter((key) => /weir/.test(key))),
  })
  await page.goto(`${pipeline.shopUrl}/product/lantern`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.goto(`${pipeline.shopUrl}/cart`)
  await page.getByRole('button', { name: 'Remove' }).click()
  expect(await kept()).toEqual({ cookies: [], storage: [] })

  await page.click(refuse)
  await page.goto(`${pipeline.shopUrl}/about`)
  await page.getByRole('link', { name: 'By the fire' }).click()
  await page.waitForURL('**/category/fire')
  // A visitor of another tab who agreed is in the archive: by then, so would be what this one did.
  const other = await visit()
  await other.page.goto(`${pipeline.shopUrl}/about`)
  await other.page.click(agree)
  expect(await rowsOf(other)).not.toEqual([])

  expect(posts).toEqual([])
  expect(await kept()).toEqual({ cookies: ['weir=|||||denied'], storage: [] })
  const { events } = await pipeline.archived()
  const pages = events.map((event) => event.page_path)
  expect(pages).not.toContain('/product/lantern')
  expect(pages).not.toContain('/cart')
  expect(problems).toEqual([])
})

test('no value of any field leaves the page, and each page is viewed once', async () => {
  const visitor = await visit()
  const { page, flush } = visitor
  await page.goto(pipeline.shopUrl)
  await page.click(agree)
  await page.getByRole('searchbox').fill('wool zzsearch')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?**')
  await page.goto(`${pipeline.shopUrl}/product/mug`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.goto(`${pipeline.shopUrl}/checkout`)
  await page.getByLabel('Name').fill('Zzname')
  await page.getByLabel('E-mail').fill('zzmail@example.com')
  await page.getByLabel('Street').fill('Zzstreet 1')
  await page.getByLabel('Town').fill('Zztown')
  await page.getByLabel('Country').selectOption('PT')
  await page.getByLabel('A note for us').fill('Zznote')
  await page.getByLabel('It is a present').check()
  await page.getByRole('button', { name: 'Order' }).click()
  await page.waitForURL('**/thanks')
  await flush()
  await page.reload()
  const rows = await rowsOf(visitor)

  expect(JSON.stringify(await pipeline.archived())).not.toMatch(
    /zz(?:search|name|mail|street|town|note)/iu,
  )
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
  expect((await pipeline.archived()).rejected).toEqual([])
})

/** Instances that are missing an event, up to the last that is there. */
function gaps(rows: readonly StoredRecord[]): readonly string[] {
  const seqs = Map.groupBy(rows, (row) => row.instance_id ?? '')
  return Array.from(seqs, ([id, own]) => [id, own.map((row) => row.seq ?? -1)] as const)
    .filter(([, own]) => Math.max(...own) !== own.length - 1)
    .map(([id, own]) => `${id}: ${own.join()}`)
}
