import { expect, test } from 'vitest'
import { findChromium, launchChromium } from '../src/index.ts'

test('starts a Chromium that runs a page, and says where it comes from', async () => {
  const { browser, origin } = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Hello</h1>')
    expect(await page.locator('h1').textContent()).toBe('Hello')
    expect(origin).toBe(findChromium()?.origin)
  } finally {
    await browser.close()
  }
})
