import { until } from '@weir/browsers'
import type { Browser, BrowserContext, Page } from 'playwright'

/** A visitor whose browser is known to the last detail, and what goes wrong on their page. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page's scripts threw, and what they complained of. */
  readonly problems: readonly string[]
  /** Comes back when the gateway has everything of this visitor, also what pages before left behind. */
  readonly flush: () => Promise<true>
  readonly close: () => Promise<void>
}

/** An ordinary browser: one that says it is headless counts as a bot. */
export const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

export async function openVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    userAgent,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 1200, height: 800 },
    screen: { width: 1920, height: 1080 },
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => problems.push(message.text()))
  return {
    page,
    context,
    problems,
    flush: () => until('the gateway has everything', () => page.evaluate(isSent)),
    close: () => context.close(),
  }
}

/** Runs in the page. */
async function isSent(): Promise<true | undefined> {
  const { weir } = window as unknown as { weir: { flush?(): Promise<boolean> } }
  const isWaiting = Object.keys(localStorage).some((key) => /[\da-f]{12}:\d+$/u.test(key))
  return ((await weir.flush?.()) && !isWaiting) || undefined
}
