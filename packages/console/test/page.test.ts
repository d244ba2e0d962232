import { launchChromium, type LaunchedChromium } from '@weir/browsers'
import axe from 'axe-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hrefOf, viewNames } from '../src/state/view.ts'
import { openPage, type Opened, violations } from './support/open-page.ts'
import { buildPage, runGateway, type RunningGateway } from './support/run-gateway.ts'
import { createVisits } from './support/visits.ts'

let gateway: RunningGateway
let browser: LaunchedChromium['browser']
const nextVisit = createVisits(7)

beforeAll(async () => {
  await buildPage()
  gateway = await runGateway()
  browser = (await launchChromium()).browser
  for (let n = 0; n < 2; n++) {
    const { events, headers } = nextVisit(Date.now())
    await gateway.send(events, headers)
  }
}, 60_000)
afterAll(async () => {
  await browser.close()
  await gateway.stop()
})

const open = (hash: string): Promise<Opened> => openPage(browser, `${gateway.url}/console${hash}`)

const ready = { live: '.row', rejected: '.empty, .row', health: '.plot canvas', packing: 'table' }
const readyBy = (view: string) => (ready as Record<string, string>)[view] ?? 'table, .plot, .empty'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 800 }
const contrast = 'color-contrast'

type Page = Opened['page']

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })

test('has nothing to hide from anybody, on a desk and on a phone, light and dark', async () => {
  const { page, complaints } = await open('#/live')
  // Evaluated, not added as a script: the policy of the page forbids that.
  await page.evaluate(axe.source)
  for (const view of viewNames) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.evaluate((hash) => (location.hash = hash), hrefOf(view))
    await page.waitForSelector(readyBy(view))
    if (view === 'live') await page.locator('.row').first().click()
    expect([view, await violations(page)]).toEqual([view, []])
    expect([view, await overflowOf(page)]).toEqual([view, 0])
    await page.setViewportSize(phone)
    // Colours are the same there, and looking at them takes longest.
    const rules = { [contrast]: { enabled: false } }
    expect([view, 'phone', await violations(page, { rules })]).toEqual([view, 'phone', []])
    expect([view, 'phone', await overflowOf(page)]).toEqual([view, 'phone', 0])
    await page.setViewportSize(desktop)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect([view, await violations(page, { runOnly: [contrast] })]).toEqual([view, []])
  }
  expect(complaints).toEqual([])
}, 60_000)

test('is used by the keyboard alone', async () => {
  const { page } = await open('#/live')
  await page.waitForSelector('.row')
  await page.getByRole('button', { name: 'Pause' }).press('Enter')
  const list = page.getByRole('listbox')
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const chosen = page.getByRole('option', { selected: true })
  expect(await chosen.getAttribute('id')).toBe(await list.getAttribute('aria-activedescendant'))
  expect(await page.locator('.row').nth(1).getAttribute('aria-selected')).toBe('true')
  await page.getByRole('table').waitFor()
  await page.keyboard.press('Tab')
  const focused = page.locator(':focus')
  expect(await focused.textContent()).toBe('Visitor')
  await list.focus()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('option', { selected: true }).count()).toBe(0)
})

test('shows what an event says as text, whatever it says', async () => {
  const { page, complaints } = await open('#/live')
  const script = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
  const [event = {}] = nextVisit(Date.now()).events
  const hostile = { ...event, event_type: 'page_view', page_title: script }
  const properties = { navigation: 'load', [script]: script }
  expect(
    await gateway.send([
      { ...hostile, properties },
      { ...hostile, page_url: script },
    ]),
  ).toBe(202)
  await page.locator('.row', { hasText: '<img src=x' }).click()
  await page.getByRole('cell', { name: script }).first().waitFor()
  await page.getByRole('button', { name: 'Stored' }).click()
  expect(await page.locator('.json').textContent()).toContain('<script>')
  await page.goto(`${gateway.url}/console#/rejected`)
  await page.locator('.row').first().click()
  expect(await page.locator('.is-wrong .json-key').textContent()).toBe('"page_url"')
  expect(await page.locator('img, #root script').count()).toBe(0)
  expect(await page.title()).toBe('Weir console')
  expect(complaints).toEqual([])
})

test('shows beside what is stored what the browser sent', async () => {
  const { page } = await open('#/live')
  const [event = {}] = nextVisit(Date.now()).events
  expect(await gateway.send([{ ...event, page_title: 'as it came' }])).toBe(202)
  await page.locator('.row', { hasText: 'as it came' }).click()
  const row = page.getByRole('row', { name: /^page_title/u })
  await row.waitFor()
  expect(await row.getByRole('cell').allTextContents()).toEqual(['as it came', 'as it came'])
  expect(await page.getByRole('row', { name: /^page_host added/u }).count()).toBe(1)
})

test('finds what is looked for, and says how much there is', async () => {
  const { page } = await open('#/live')
  await page.getByLabel('Text').fill('needle in the HAY')
  await page.getByText('Nothing fits the filter').waitFor()
  const { events } = nextVisit(Date.now())
  const [first] = events
  const needle = { ...first, page_title: 'Needle in the hay' }
  expect(await gateway.send([...events, needle])).toBe(202)
  await page.waitForSelector('.row')
  expect(await page.locator('.row').count()).toBe(1)
  expect(await page.locator('.rate').first().textContent()).toMatch(/showing all/u)
})
