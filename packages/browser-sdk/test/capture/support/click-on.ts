import type { Properties } from '@weir/schema'
import { expect } from 'vitest'
import { type Page, propertiesOf, waitFor } from './open-lab.ts'

/** Every click is answered and no link followed, so that a click is recorded at once. */
export const answerClicks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.addEventListener('submit', (event) => event.preventDefault())
    document.addEventListener('click', (event) => {
      if (!document.querySelector('label')) event.preventDefault()
      document.body.append('.')
    })
  })

/** What is recorded when `[data-target]` in this body is clicked: of one click. */
export async function clickOn(
  page: Page,
  html: string,
  click: { button?: 'left' | 'middle' } = {},
): Promise<Properties | undefined> {
  await page.evaluate((body) => {
    sessionStorage.clear()
    document.body.setHTMLUnsafe(body)
  }, html)
  await page.locator('[data-target]').click({ force: true, position: { x: 3, y: 3 }, ...click })
  const clicks = propertiesOf(await waitFor(page, 'click'))
  expect(await page.evaluate(() => window.weir.thrown)).toEqual([])
  expect(clicks).toHaveLength(1)
  return clicks[0]
}
