import type { Faker } from '@faker-js/faker'
import type { WeirEvent } from '@weir/schema'
import {
  about,
  cart,
  categories,
  checkout,
  home,
  type Page,
  type Product,
  products,
  thanks,
} from './shop.ts'
import type { Visitor } from './visitor.ts'

/** What happened on a page, without when, where and who. */
export type Draft = Pick<WeirEvent, 'event_type' | 'value'> & {
  readonly properties?: Readonly<Record<string, unknown>>
}

/** What a visitor does on one page, until the next. */
export interface PageVisit {
  readonly page: Page
  readonly drafts: readonly Draft[]
  /** Robots do not read. */
  readonly reading: Reading | undefined
}

export interface Reading {
  /** How long it would take, in milliseconds. */
  readonly visibleMs: number
  /** With the hands on the device, from 0 to 1. */
  readonly activeShare: number
  readonly depthPercent: number
}

/** One visit, page by page, as people do it: most look around, few buy. */
export function* browse(faker: Faker, visitor: Visitor): Generator<PageVisit> {
  const goesOn = () => faker.datatype.boolean(visitor.interest)
  const see = (page: Page, ...drafts: readonly Draft[]): PageVisit => ({
    page,
    ...(visitor.isRobot ? { drafts: [view], reading: undefined } : read(faker, drafts)),
  })
  yield see(home)
  if (faker.datatype.boolean(0.06)) yield see(about, outbound)
  const wanted: Product[] = []
  for (let looks = 0; looks < 6 && goesOn(); looks += 1) {
    if (faker.datatype.boolean(0.5)) yield see(faker.helpers.arrayElement(categories))
    const product = pickProduct(faker)
    const isWanted = !visitor.isRobot && faker.datatype.boolean(0.22)
    if (isWanted) wanted.push(product)
    yield isWanted ? see(product, ...addToCart(product)) : see(product)
  }
  if (wanted.length === 0 || !goesOn()) return
  yield see(cart, clickOn('Checkout'))
  if (!goesOn()) return
  if (!goesOn()) return void (yield see(checkout, formStart, formAbandon(faker)))
  const member = visitor.userId === undefined ? [] : [identify(visitor)]
  yield see(checkout, ...member, formStart, formSubmit(faker))
  yield see(thanks, purchase(wanted))
}

const view: Draft = { event_type: 'page_view', properties: { navigation: 'load' } }

/** A page is loaded, looked at and read. */
function read(faker: Faker, between: readonly Draft[]): Omit<PageVisit, 'page'> {
  const depthPercent = faker.helpers.arrayElement([25, 50, 50, 75, 100])
  const scroll: Draft = { event_type: 'scroll', properties: { depth_percent: depthPercent } }
  return {
    drafts: [
      view,
      ...(faker.datatype.boolean(0.6) ? [vital(faker)] : []),
      ...(faker.datatype.boolean(0.5) ? [scroll] : []),
      ...between,
      ...(faker.datatype.boolean(0.01) ? [scriptError] : []),
    ],
    reading: {
      visibleMs: faker.number.int({ min: 800, max: 60_000 }),
      activeShare: faker.number.float({ min: 0.2, max: 0.9 }),
      depthPercent,
    },
  }
}

/** What is sent when the page is left, after so long. */
export const leave = ({ activeShare, depthPercent }: Reading, visibleMs: number): Draft => ({
  event_type: 'engagement',
  properties: {
    visible_ms: visibleMs,
    active_ms: Math.round(visibleMs * activeShare),
    max_scroll_percent: depthPercent,
    reason: 'hide',
  },
})

const pickProduct = (faker: Faker): Product =>
  faker.helpers.weightedArrayElement(
    products.map((product) => ({ value: product, weight: product.weight })),
  )

/** Most pages are fast, some are slow. */
function vital(faker: Faker): Draft {
  const isSlow = faker.datatype.boolean(0.15)
  const value = faker.number.float({
    min: isSlow ? 2500 : 700,
    max: isSlow ? 6000 : 2500,
    fractionDigits: 1,
  })
  const rating = value > 4000 ? 'poor' : value > 2500 ? 'needs-improvement' : 'good'
  return { event_type: 'web_vital', properties: { name: 'LCP', value, rating } }
}

const clickOn = (text: string): Draft => ({
  event_type: 'click',
  properties: { element: 'button', text },
})

const outbound: Draft = {
  event_type: 'click',
  properties: {
    element: 'a',
    text: 'River levels',
    href: 'https://rivers.example.org/levels',
    outbound: true,
  },
}

const scriptError: Draft = {
  event_type: 'js_error',
  properties: { message: 'ResizeObserver loop limit exceeded', name: 'Error', kind: 'error' },
}

const addToCart = ({ sku, price }: Product): Draft[] => [
  clickOn('Add to cart'),
  { event_type: 'add_to_cart', value: price, properties: { sku, quantity: 1 } },
]

const form = { form_id: 'checkout', form_name: 'checkout' } as const
const fields = ['email', 'name', 'street', 'city'] as const

const formStart: Draft = { event_type: 'form_start', properties: { ...form, field: fields[0] } }

const formAbandon = (faker: Faker): Draft => {
  const filled = fields.slice(0, faker.number.int({ min: 1, max: fields.length - 1 }))
  return {
    event_type: 'form_abandon',
    properties: { ...form, fields: filled, last_field: filled.at(-1) },
  }
}

const formSubmit = (faker: Faker): Draft => ({
  event_type: 'form_submit',
  properties: { ...form, fields, duration_ms: faker.number.int({ min: 8000, max: 120_000 }) },
})

const identify = ({ plan }: Visitor): Draft => ({ event_type: 'identify', properties: { plan } })

const purchase = (wanted: readonly Product[]): Draft => ({
  event_type: 'purchase',
  value: wanted.reduce((sum, { price }) => sum + price, 0),
  properties: { currency: 'EUR', lines: wanted.map(({ sku, price }) => ({ sku, price })) },
})
