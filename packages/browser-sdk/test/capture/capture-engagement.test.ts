import { afterAll, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const open = (captures = 'lab.captureEngagement()') =>
  lab.open({
    captures,
    html: '<input><div style="height: 5000px"></div>',
    still: true,
    before: () => {
      // What a visitor does with the window cannot be done to a headless browser.
      const state = { hidden: false, focused: true }
      Object.defineProperty(document, 'hidden', { get: () => state.hidden })
      document.hasFocus = () => state.focused
      Object.assign(window, {
        hide: (hidden: boolean) => {
          state.hidden = hidden
          document.dispatchEvent(new Event('visibilitychange'))
        },
        focusOn: (focused: boolean) => {
          state.focused = focused
          window.dispatchEvent(new Event(focused ? 'focus' : 'blur'))
        },
      })
    },
  })
type Page = Awaited<ReturnType<typeof open>>
declare global {
  interface Window {
    hide: (hidden: boolean) => void
    focusOn: (focused: boolean) => void
  }
}
const hide = (page: Page, hidden = true) => page.evaluate((value) => window.hide(value), hidden)
const focus = (page: Page, focused: boolean) =>
  page.evaluate((value) => window.focusOn(value), focused)
const spans = async (page: Page) =>
  propertiesOf(await recorded(page, 'engagement')).map(({ visible_ms, active_ms }) => [
    visible_ms,
    active_ms,
  ])

test('tells how long the page was visible, and the visitor active, when it is hidden', async () => {
  const page = await open()
  await page.clock.runFor(12_000)
  await hide(page)
  expect(propertiesOf(await recorded(page))).toEqual([
    { visible_ms: 12_000, active_ms: 12_000, reason: 'hide' },
  ])
})

test('does not count a visitor who does nothing as active', async () => {
  const page = await open()
  await page.clock.runFor(100_000)
  await page.mouse.move(5, 5)
  await page.clock.runFor(5000)
  await hide(page)
  expect(await spans(page)).toEqual([[105_000, 35_000]])
})

/** The wheel is heard some time after it is turned. */
const turnWheel = async (page: Page) => {
  const heard = page.evaluate(
    () => new Promise((done) => window.addEventListener('wheel', () => done(0), { once: true })),
  )
  await page.mouse.wheel(0, 50)
  await heard
}

test.each([
  ['moves the mouse', (page: Page) => page.mouse.move(9, 9)],
  ['types', (page: Page) => page.keyboard.press('a')],
  ['turns the wheel', turnWheel],
  ['clicks', (page: Page) => page.mouse.down()],
])('counts a visitor as active who %s', async (_what, act) => {
  const page = await open()
  await page.clock.runFor(40_000)
  await act(page)
  await page.clock.runFor(1000)
  await hide(page)
  expect(await spans(page)).toEqual([[41_000, 31_000]])
})

test('does not take a script that scrolls for a visitor', async () => {
  const page = await open()
  await page.clock.runFor(40_000)
  await page.evaluate(
    () =>
      new Promise((done) => {
        window.addEventListener('scroll', done, { once: true })
        window.scrollTo(0, 900)
      }),
  )
  await page.clock.runFor(10_000)
  await hide(page)
  expect(await spans(page)).toEqual([[50_000, 30_000]])
})

test('counts only visible the page of a window that has no focus', async () => {
  const page = await open()
  await page.clock.runFor(1000)
  await focus(page, false)
  await page.clock.runFor(7000)
  await page.mouse.move(5, 5)
  await page.clock.runFor(1000)
  await focus(page, true)
  await page.clock.runFor(2000)
  await hide(page)
  expect(await spans(page)).toEqual([[11_000, 3000]])
})

test('does not count the time in which the page is hidden, and goes on after it', async () => {
  const page = await open()
  await page.clock.runFor(2000)
  await hide(page)
  await page.clock.runFor(3_600_000)
  await hide(page, false)
  await page.clock.runFor(4000)
  await hide(page)
  await hide(page)
  expect(await spans(page)).toEqual([
    [2000, 2000],
    [4000, 4000],
  ])
})

test('tells of each page view of a single-page app its own time, before the next begins', async () => {
  const page = await open()
  await page.evaluate(() => window.weir.context.page())
  await page.clock.runFor(3000)
  await page.evaluate(() => window.weir.context.page())
  await page.clock.runFor(5000)
  await page.evaluate(() => window.weir.context.page())
  const events = await recorded(page)
  expect(events.map(({ event_type, view }) => `${event_type} ${view}`)).toEqual([
    'page_view 1',
    'engagement 1',
    'page_view 2',
    'engagement 2',
    'page_view 3',
  ])
  expect(propertiesOf(events)[3]).toEqual({ visible_ms: 5000, active_ms: 5000, reason: 'navigate' })
})

test('tells once of a page that unloads, and goes on when it is restored', async () => {
  const page = await open('lab.captureEngagement(), lab.capturePages()')
  await page.clock.runFor(3000)
  await page.goto(lab.add({ captures: '' }))
  expect(propertiesOf(await recorded(page, 'engagement'))).toEqual([
    { visible_ms: 3000, active_ms: 3000, reason: 'leave' },
  ])
  await page.clock.runFor(60_000)
  await page.evaluate(() => void setTimeout(() => history.back()))
  await page.clock.runFor(10)
  await page.waitForFunction(() => sessionStorage.getItem('recorded')?.includes('restored'))
  await page.clock.runFor(2000)
  await hide(page)
  expect(await spans(page)).toEqual([
    [3000, 3000],
    [2000, 2000],
  ])
})

test('tells the deepest point of the page view when scrolling is captured', async () => {
  const page = await open('lab.captureScroll(), lab.captureEngagement()')
  const depth = async () => {
    await page.clock.runFor(1000)
    await hide(page)
    await hide(page, false)
    return propertiesOf(await recorded(page, 'engagement')).at(-1)?.['max_scroll_percent']
  }
  expect(await depth()).toBeUndefined()
  for (const top of [3000, 100]) {
    await page.evaluate(
      (to) =>
        new Promise((done) => {
          window.addEventListener('scroll', done, { once: true })
          window.scrollTo(0, to)
        }),
      top,
    )
    await page.clock.runFor(100)
  }
  const deepest = await depth()
  expect(deepest).toBeGreaterThan(70)
  expect(await depth()).toBe(deepest)
  await page.evaluate(() => window.weir.context.page())
  expect(await depth()).toBeUndefined()
})

test('is not misled by a clock that is set', async () => {
  const page = await open()
  await page.clock.runFor(1000)
  for (const year of [1999, 2039]) {
    await page.clock.setSystemTime(new Date(Date.UTC(year, 0)))
    await page.mouse.move(year, year)
  }
  await page.clock.runFor(1000)
  await hide(page)
  expect(await spans(page)).toEqual([[2000, 2000]])
})

test('hears nothing after its stop', async () => {
  const page = await open()
  await page.clock.runFor(1000)
  await page.evaluate(() => window.weir.stop())
  await hide(page)
  expect(await recorded(page)).toEqual([])
  expect(await page.evaluate(() => window.weir.listening())).toBe(0)
})
