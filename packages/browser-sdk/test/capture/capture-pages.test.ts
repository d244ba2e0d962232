import { afterAll, expect, test } from 'vitest'
import { type Page, openLab, propertiesOf, recorded, waitFor } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const withoutNavigation = () =>
  Object.defineProperty(window, 'navigation', { value: undefined, configurable: true })
const withElement = () => {
  const value = document.createElement('nav')
  Object.defineProperty(window, 'navigation', { value, configurable: true })
}
const withVariable = () =>
  Object.defineProperty(window, 'navigation', { value: { open: true }, configurable: true })
const ways = [
  ['the Navigation API', undefined],
  ['the History alone', withoutNavigation],
  ['an element called navigation', withElement],
  ['a variable called navigation', withVariable],
] as const

const open = (before?: () => void) =>
  lab.open({ captures: 'lab.capturePages()', ...(before && { before }) })
const navigations = async (page: Page) =>
  propertiesOf(await recorded(page, 'page_view')).map(({ navigation }) => navigation)
/** Everything that was put off has been done. */
const settle = (page: Page) =>
  page.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))))

test('counts the load, and a reload as what it is', async () => {
  const page = await open()
  expect(await navigations(page)).toEqual(['load'])
  await page.reload()
  expect(await navigations(page)).toEqual(['load', 'reload'])
})

test.each(ways)('counts each page of a single-page app once, with %s', async (_way, before) => {
  const page = await open(before)
  for (const path of ['one', 'one/two']) {
    await page.evaluate((to) => history.pushState(null, '', to), path)
    await settle(page)
  }
  await page.evaluate(() => history.replaceState(null, '', 'three'))
  await settle(page)
  await page.evaluate(() => history.back())
  await waitFor(page, 'page_view', 5)
  await settle(page)
  const views = await recorded(page)
  const base = views[0]?.page_url ?? ''
  expect(views.map(({ page_url }) => page_url.slice(base.length))).toEqual([
    '',
    'one',
    'one/two',
    'one/three',
    'one',
  ])
  expect(views.map(({ view }) => view)).toEqual([1, 2, 3, 4, 5])
  expect(await navigations(page)).toEqual(['load', 'in_app', 'in_app', 'in_app', 'in_app'])
})

test.each(ways)(
  'counts one page view for what is done in one go, with %s',
  async (_way, before) => {
    const page = await open(before)
    await page.evaluate(() => {
      history.replaceState({ position: 1 }, '')
      history.pushState(null, '', 'login')
      history.pushState(null, '', 'login')
      history.replaceState(null, '', 'home')
    })
    await settle(page)
    const views = await recorded(page)
    expect(views.map(({ page_url }) => page_url.split('/').pop())).toEqual(['', 'home'])
  },
)

test.each(ways)('counts nothing that ends where it began, with %s', async (_way, before) => {
  const page = await open(before)
  await page.evaluate(() => {
    const { href } = location
    history.pushState(null, '', 'elsewhere')
    history.replaceState(null, '', href)
  })
  await settle(page)
  expect(await navigations(page)).toEqual(['load'])
})

test.each(ways)('counts nothing while the page stays the same, with %s', async (_way, before) => {
  const page = await open(before)
  for (const to of ['#part', '?session=1', '?utm_source=x', '.', './']) {
    await page.evaluate((url) => history.pushState(null, '', url), to)
    await settle(page)
    await page.evaluate((url) => history.replaceState(null, '', url), to)
    await settle(page)
  }
  await page.evaluate(() => {
    location.hash = '#elsewhere'
  })
  await settle(page)
  expect(await navigations(page)).toEqual(['load'])
})

test('counts what the list of parameters keeps, and routes in the fragment', async () => {
  const page = await open()
  const urls = ['?q=a', '?q=a&utm_source=x', '#/cart', '#/cart/', '#/cart?step=2', '#!/pay']
  for (const to of urls) {
    await page.evaluate((url) => history.pushState(null, '', url), to)
    await settle(page)
  }
  const views = (await recorded(page)).map(({ page_url }) => new URL(page_url))
  const parameters = '?q=a&utm_source=x'
  expect(views.map(({ search, hash }) => search + hash)).toEqual([
    '',
    '?q=a',
    `${parameters}#/cart`,
    `${parameters}#!/pay`,
  ])
})

test('takes for one page what the site calls one page', async () => {
  const canonical = '(url) => new URL(url).searchParams.get("q") ?? ""'
  const page = await lab.open({ captures: `lab.capturePages({ canonical: ${canonical} })` })
  for (const to of ['other', 'more?q=a', 'even?q=a', '?q=b']) {
    await page.evaluate((url) => history.pushState(null, '', url), to)
    await settle(page)
  }
  const views = await recorded(page)
  expect(views.map(({ page_url }) => new URL(page_url).search)).toEqual(['', '?q=a', '?q=b'])
})

test('does not count again what the site has counted itself', async () => {
  const page = await open()
  await page.evaluate(() => {
    history.pushState(null, '', 'own')
    window.weir.context.page()
  })
  await settle(page)
  expect(await navigations(page)).toEqual(['load', undefined])
})

test('leaves the History as it is where the Navigation API tells', async () => {
  const page = await open()
  const untouched = () =>
    ['pushState', 'replaceState'].every((name) => !Object.hasOwn(window.history, name))
  expect(await page.evaluate(untouched)).toBe(true)
})

test('counts a return from the back/forward cache', async () => {
  const page = await open()
  await page.evaluate(() => Object.assign(window, { mark: 'still here' }))
  await page.goto(lab.add({ captures: '' }))
  await page.evaluate(() => void setTimeout(() => history.back()))
  await waitFor(page, 'page_view', 2)
  expect(await page.evaluate(() => 'mark' in window)).toBe(true)
  expect(await navigations(page)).toEqual(['load', 'restored'])
})

test('counts a way back without that cache', async () => {
  const page = await open()
  // A page that has opened a window is not kept there.
  await page.evaluate(() => void window.open('about:blank'))
  await page.goto(lab.add({ captures: '' }))
  await page.evaluate(() => void setTimeout(() => history.back()))
  await waitFor(page, 'page_view', 2)
  expect(await navigations(page)).toEqual(['load', 'back_forward'])
})

test('counts nothing after its stop, and has no timer left', async () => {
  const page = await lab.open({ captures: 'lab.capturePages()', still: true })
  const timers = await page.evaluate(() => {
    const pending = new Set<unknown>()
    const set = window.setTimeout.bind(window)
    const clear = window.clearTimeout.bind(window)
    window.setTimeout = ((...words: Parameters<typeof set>) => {
      const timer = set(...words)
      pending.add(timer)
      return timer
    }) as typeof set
    window.clearTimeout = (timer) => {
      pending.delete(timer)
      clear(timer)
    }
    history.pushState(null, '', 'one')
    const before = pending.size
    window.weir.stop()
    history.pushState(null, '', 'two')
    return [before, pending.size]
  })
  await page.clock.runFor(1000)
  expect(timers).toEqual([1, 0])
  expect(await navigations(page)).toEqual(['load'])
  expect(await page.evaluate(() => window.weir.listening())).toBe(0)
})

test('keeps from the page what a function of the site throws', async () => {
  const page = await lab.open({ captures: 'lab.capturePages({ canonical: () => { throw 1 } })' })
  const errors = await page.evaluate(async () => {
    const seen: string[] = []
    window.addEventListener('error', ({ message }) => seen.push(message))
    history.pushState(null, '', 'one')
    await new Promise((done) => setTimeout(() => setTimeout(done)))
    return seen
  })
  expect(errors).toEqual([])
  expect(await navigations(page)).toEqual(['load'])
})
