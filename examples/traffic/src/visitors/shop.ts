/** The pages of the demo shop, so that synthetic visitors and real ones meet in the reports. */
export interface Page {
  readonly path: string
  readonly title: string
}

export interface Product extends Page {
  readonly sku: string
  /** Euros. */
  readonly price: number
  /** How often it is looked at, beside the others. */
  readonly weight: number
}

const suffix = ' · Millrace'
const page = (path: string, title: string): Page => ({ path, title: title + suffix })
const product = (
  sku: string,
  title: string,
  { price, weight }: { price: number; weight: number },
): Product => ({ ...page(`/product/${sku}`, title), sku, price, weight })

export const home: Page = page('/', 'Things for days by the water')
export const cart: Page = page('/cart', 'Cart')
export const checkout: Page = page('/checkout', 'Checkout')
export const thanks: Page = page('/thanks', 'Thank you')
export const about: Page = page('/about', 'About us')

export const categories: readonly Page[] = [
  page('/category/water', 'On the water'),
  page('/category/fire', 'By the fire'),
  page('/category/trail', 'In the bag'),
]

export const products: readonly Product[] = [
  product('mug', 'Enamel mug', { price: 14, weight: 9 }),
  product('drybag', 'Roll-top dry bag', { price: 39, weight: 6 }),
  product('kettle', 'Camp kettle', { price: 48, weight: 5 }),
  product('notebook', 'Waterproof notebook', { price: 12, weight: 4 }),
  product('lantern', 'Storm lantern', { price: 34, weight: 4 }),
  product('paddle', 'Ash paddle', { price: 89, weight: 3 }),
  product('compass', 'Brass compass', { price: 29, weight: 3 }),
  product('blanket', 'Wool blanket', { price: 120, weight: 2 }),
  product('canoe', 'Cedar canoe', { price: 2400, weight: 2 }),
]
