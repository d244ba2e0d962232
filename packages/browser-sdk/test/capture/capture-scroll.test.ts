import { afterAll, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const tall = '<style>body { margin: 0 }</style><div style="height: 8000px"></div>'
const open = (html = tall) => lab.open({ captures: 'lab.captureScroll()', html, still: true })
type Page = Awaited<ReturnType<typeof open>>

/** Scrolls, and waits until that is heard. */
const scrolled = (page: Page, top: number) =>
  page.evaluate(
    (to) =>
      new Promise((done) => {
        window.addEventListener('scroll', done, { once: true })
        window.scrollTo(0, to)
      }),
    top,
  )
/** Scrolls, and everything that was put off has been done. */
async function scrollTo(page: Page, top: number) {
  await scrolled(page, top)
  await page.clock.runFor(100)
}
const depths = async (page: Page) =>
  propertiesOf(await recorded(page, 'scroll')).map(({ depth_percent }) => depth_percent)

test('tells how deep the page was scrolled, with what is in the window', async () => {
  const page = await open()
  await scrollTo(page, 1200)
  expect(propertiesOf(await recorded(page))).toEqual([
    { depth_percent: 25, depth_px: 2000, page_height: 8000 },
  ])
})

test('tells of each further quarter once, wherever the visitor turns', async () => {
  const page = await open()
  for (const top of [100, 1300, 1400, 0, 1500, 3300, 2000, 3400, 8000, 0, 8000]) {
    await scrollTo(page, top)
  }
  expect(await depths(page)).toEqual([26, 51, 100])
})

test('tells nothing of the first window, and nothing when a router scrolls to the top', async () => {
  const page = await open('<div style="height: 1200px"></div>')
  await scrolled(page, 300)
  await scrolled(page, 0)
  await page.clock.runFor(100)
  expect(await depths(page)).toEqual([])
})

test('begins anew with a page view, and forgets what it has not measured yet', async () => {
  const page = await open()
  await scrollTo(page, 3300)
  await page.evaluate(() => window.weir.context.page())
  await scrollTo(page, 1300)
  await page.evaluate(
    () =>
      new Promise((done) => {
        window.addEventListener('scroll', done, { once: true })
        window.scrollTo(0, 8000)
      }),
  )
  await page.evaluate(() => window.weir.context.page())
  await page.clock.runFor(1000)
  expect(await depths(page)).toEqual([51, 26])
})

test('tells of the longest page that a browser can show', async () => {
  const page = await open('<div style="height: 99999999px"></div>')
  await scrollTo(page, 99_999_999)
  expect(await depths(page)).toEqual([100])
})

test('hears nothing after its stop', async () => {
  const page = await open()
  await page.evaluate(
    () =>
      new Promise((done) => {
        window.addEventListener('scroll', done, { once: true })
        window.scrollTo(0, 8000)
      }),
  )
  await page.evaluate(() => window.weir.stop())
  await page.clock.runFor(1000)
  expect(await depths(page)).toEqual([])
  expect(await page.evaluate(() => window.weir.listening())).toBe(0)
})

test('reads the layout once in a tenth of a second, and not while it hears of scrolling', async () => {
  const page = await open()
  await page.evaluate(() => {
    const { scrollingElement } = document
    let reads = 0
    Object.defineProperty(document, 'scrollingElement', {
      get: () => {
        reads++
        return scrollingElement
      },
    })
    Object.assign(window, { reads: () => reads })
  })
  const reads = () => page.evaluate(() => (window as unknown as { reads: () => number }).reads())
  for (const top of [100, 300, 600]) await scrolled(page, top)
  expect(await reads()).toBe(0)
  await page.clock.runFor(1000)
  expect(await reads()).toBe(1)
  await scrollTo(page, 900)
  expect(await reads()).toBe(2)
})
