import { afterAll, expect, test } from 'vitest'
import { answerClicks, clickOn } from './support/click-on.ts'
import { openLab, propertiesOf, waitFor } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureClicks()' })
await answerClicks(page)

test('adds what the page says of an element, the nearest first', async () => {
  const html = `<article data-weir-product-id="A1" data-weir-list="sale">
    <button data-target data-weir-list="top">Buy</button></article>`
  expect(await clickOn(page, html)).toMatchObject({ product_id: 'A1', list: 'top' })
})

test('adds what is said outside the shadow root of the target', async () => {
  const html = `<div data-weir-sku="A1"><template shadowrootmode="open">
    <button data-target>Buy</button></template></div>`
  expect(await clickOn(page, html)).toMatchObject({ sku: 'A1' })
})

test('lets nothing stand in the place of what a click tells itself', async () => {
  const taken = ['x', 'button', 'rage', 'dead', 'outbound', 'download', 'file_extension', 'href']
  const html = `<i ${taken.map((name) => `data-weir-${name}="no"`).join(' ')} data-target>Buy</i>`
  const click = await clickOn(page, html)
  expect(Object.values(click ?? {})).not.toContain('no')
})

test('cuts what is said', async () => {
  const html = `<button data-target data-weir-note="${'😀'.repeat(100)}">Buy</button>`
  expect(await clickOn(page, html)).toMatchObject({ note: '😀'.repeat(64) })
})

test.each([
  ['the target', '<button data-target data-weir-ignore>No</button>'],
  ['an ancestor', '<div data-weir-ignore><button data-target>No</button></div>'],
  [
    'the host of its shadow root',
    `<div data-weir-ignore><template shadowrootmode="open">
      <button data-target>No</button></template></div>`,
  ],
])('ignores a click when %s says so', async (_who, html) => {
  await page.evaluate((body) => {
    sessionStorage.clear()
    document.body.setHTMLUnsafe(`${body}<button id="seen">Yes</button>`)
  }, html)
  await page.click('[data-target]')
  await page.click('#seen')
  const clicks = propertiesOf(await waitFor(page, 'click'))
  expect(clicks.map(({ element_id }) => element_id)).toEqual(['seen'])
})
