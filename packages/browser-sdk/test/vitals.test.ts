import { afterAll, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded, waitFor } from './capture/support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const html = `<h1>Shop</h1><div id="ad"></div><p>Text</p>
  <button onclick="document.querySelector('#ad').style.height = '200px'">Go</button>`
const names = async (page: Parameters<typeof recorded>[0]) =>
  propertiesOf(await recorded(page, 'web_vital')).map(({ name }) => String(name))

test('tells how the page felt, at the latest when it is left', async () => {
  const page = await lab.open({ captures: 'lab.captureVitals()', html })
  await waitFor(page, 'web_vital', 2)
  // What moves by itself is a shift; what moves after a click was asked for.
  await page.evaluate(() => document.querySelector('#ad')?.setAttribute('style', 'height: 100px'))
  await page.click('button')
  // The browser measures a click when it has painted, and web-vitals looks at it when it is idle.
  await page.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver(() => {
          requestIdleCallback(() => done(0), { timeout: 1000 })
        }).observe({ type: 'first-input', buffered: true })
      }),
  )
  await page.goto(lab.add({ captures: '' }))
  expect((await names(page)).toSorted()).toEqual(['CLS', 'FCP', 'INP', 'LCP', 'TTFB'])
  for (const { rating, navigation_type, id } of propertiesOf(await recorded(page))) {
    expect(rating).toMatch(/^(good|needs-improvement|poor)$/)
    expect(navigation_type).toBe('navigate')
    expect(id).toMatch(/^v\d/)
  }
})

test('tells nothing after its stop', async () => {
  const page = await lab.open({ captures: 'lab.captureVitals()', html })
  await waitFor(page, 'web_vital', 2)
  const before = await names(page)
  await page.evaluate(() => window.weir.stop())
  await page.click('button')
  await page.goto(lab.add({ captures: '' }))
  expect(await names(page)).toEqual(before)
})
