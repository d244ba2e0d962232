import { categories, findProduct, searchProducts } from './catalogue.ts'
import type { Page } from './pages/layout.ts'
import { aboutPage, cartPage, checkoutPage, thanksPage } from './pages/order-pages.ts'
import { categoryPage, homePage, productPage, searchPage } from './pages/product-pages.ts'

const fixed = new Map<string, () => Page>([
  ['/', homePage],
  ['/about', aboutPage],
  ['/cart', cartPage],
  ['/checkout', checkoutPage],
  ['/thanks', thanksPage],
])

/** The page at an address, or undefined where there is none. */
export function findPage({ pathname, searchParams }: URL): Page | undefined {
  const page = fixed.get(pathname)
  if (page !== undefined) return page()
  if (pathname === '/search') {
    const query = (searchParams.get('q') ?? '').slice(0, 100)
    return searchPage(query, searchProducts(query))
  }
  const [, folder, name = '', more] = pathname.split('/')
  if (more !== undefined) return undefined
  if (folder === 'category') {
    const category = categories.find(({ id }) => id === name)
    return category && categoryPage(category)
  }
  const product = folder === 'product' ? findProduct(name) : undefined
  return product && productPage(product)
}
