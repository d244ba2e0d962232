import type { Browser, BrowserContext, Page } from 'playwright'
import type { Ability, Engine, EngineName, Profile, Tab } from '../engine.ts'
import { leaveBack } from '../leave.ts'

export interface PlaywrightEngineOptions {
  readonly name: EngineName
  readonly origin: string
  readonly browser: Browser
  /** Kills the processes that run the pages, where Playwright tells which they are. */
  readonly crash?: (() => Promise<void>) | undefined
  /** What it cannot do beside that, and why. */
  readonly cannot?: Engine['cannot'] | undefined
}

/** An engine that Playwright drives: Chromium, and its own builds of the others. */
export function createPlaywrightEngine(options: PlaywrightEngineOptions): Engine {
  const { name, origin, browser, crash } = options
  const cannot: Partial<Record<Ability, string>> = { ...options.cannot }
  if (!crash) cannot.crash = `Playwright does not tell the processes of its ${name}`
  return {
    name,
    origin,
    version: browser.version(),
    cannot,
    async newProfile({ traits } = {}) {
      return createProfile(await browser.newContext(traits), async () => {
        if (crash === undefined) throw new Error(cannot.crash)
        await crash()
      })
    },
    close: () => browser.close(),
  }
}

function createProfile(context: BrowserContext, crash: () => Promise<void>): Profile {
  return {
    async open(url) {
      const page = await context.newPage()
      await page.goto(url)
      return createTab(page)
    },
    setOffline: (offline) => context.setOffline(offline),
    async crash() {
      const crashed = context.pages().map((page) => page.waitForEvent('crash'))
      await crash()
      await Promise.all(crashed)
    },
    close: () => context.close(),
  }
}

function createTab(page: Page): Tab {
  const evaluate: Tab['evaluate'] = (work, ...args) =>
    page.evaluate(`(${work.toString()})(...${JSON.stringify(args)})`)
  return {
    evaluate,
    async goto(url) {
      await page.goto(url)
    },
    // Playwright's goBack waits for a load that a page from the back/forward cache does not have.
    back: () => leaveBack(evaluate),
    async reload() {
      await page.reload()
    },
    click: (selector) => page.click(selector),
    type: (selector, text) => page.locator(selector).first().pressSequentially(text),
    async close() {
      const closed = page.waitForEvent('close')
      // Without this it is torn down and not closed as by a visitor.
      await page.close({ runBeforeUnload: true })
      await closed
    },
  }
}
