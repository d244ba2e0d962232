import type { LaunchedChromium } from '@weir/browsers'
import type axe from 'axe-core'
import { onTestFinished } from 'vitest'

type Page = Awaited<ReturnType<LaunchedChromium['browser']['newPage']>>

export interface Opened {
  readonly page: Page
  /** What the browser complained about: errors, and what the policy of the page forbids. */
  readonly complaints: readonly string[]
}

/** Opens the console in a page of its own and waits until it hears from its gateway. */
export async function openPage(browser: LaunchedChromium['browser'], url: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  await page.waitForSelector('.is-open')
  return { page, complaints }
}

/** What axe finds, in short. It has to be on the page. */
export async function violations(page: Page, options: axe.RunOptions = {}): Promise<string[]> {
  const found = await page.evaluate((chosen) => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe }
    return here.run(document, { resultTypes: ['violations'], ...chosen })
  }, options)
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
