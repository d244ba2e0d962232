import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core'
import type { Engine, LaunchOptions, Profile, Tab } from '../engine.ts'
import { until } from '../until.ts'
import { leaveBack, leaveFor, leaveForItself } from '../leave.ts'
import { descendants, killAll } from '../processes.ts'

/** The settings of a visitor who has forbidden all cookies, which denies storage as well. */
export const storagePrefs = (storage: LaunchOptions['storage']): Record<string, number> =>
  storage === 'denied' ? { 'network.cookie.cookieBehavior': 2 } : {}

/** Firefox as visitors have it, driven over WebDriver BiDi. */
export async function launchFirefoxEngine(
  { executablePath, origin }: { readonly executablePath: string; readonly origin: string },
  { storage }: LaunchOptions = {},
): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: storagePrefs(storage),
  })
  const pid = browser.process()?.pid
  return {
    name: 'firefox',
    origin,
    version: (await browser.version()).replace(/^firefox\//iu, ''),
    cannot: { pretend: 'it is driven as it is, and says so' },
    newProfile: async () => createProfile(browser, pid),
    close: () => browser.close(),
  }
}

async function createProfile(browser: Browser, pid: number | undefined): Promise<Profile> {
  const context: BrowserContext = await browser.createBrowserContext()
  let isOffline = false
  return {
    async open(url) {
      const page = await context.newPage()
      if (isOffline) await page.setOfflineMode(true)
      await page.goto(url)
      return createTab(page)
    },
    async setOffline(offline) {
      isOffline = offline
      for (const page of await context.pages()) await page.setOfflineMode(offline)
    },
    async crash() {
      const pages = descendants(pid ?? 0).filter(({ command }) => command.endsWith(' tab'))
      if (pages.length === 0) throw new Error('Firefox has no process for a page')
      await killAll(pages)
      // A tab that is opened before Firefox has noticed may get one of the dead.
      for (const page of await context.pages()) await until('the crash shows', () => isGone(page))
    },
    close: () => context.close(),
  }
}

/** The page of a crashed tab belongs to the browser itself and runs nothing of ours. */
const isGone = (page: Page): Promise<true | undefined> =>
  page
    .evaluate(() => {})
    .then(
      () => undefined,
      () => true,
    )

/** Runs in the page. */
function centreOf(selector: string): { x: number; y: number } | undefined {
  const element = document.querySelector(selector)
  element?.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const box = element?.getClientRects()[0]
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Runs in the page. */
function focusOn(selector: string): true | undefined {
  const element = document.querySelector<HTMLElement>(selector)
  element?.focus()
  return element === null ? undefined : true
}

function createTab(page: Page): Tab {
  const evaluate: Tab['evaluate'] = async (work, ...args) =>
    // The types of puppeteer know no more of a function than that it is one.
    (await page.evaluate(work as (...words: unknown[]) => unknown, ...args)) as never
  return {
    evaluate,
    // Puppeteer's own goto and goBack wait for a load that does not come, once a page has been
    // in the back/forward cache.
    goto: (url) => leaveFor(evaluate, url),
    back: () => leaveBack(evaluate),
    reload: () => leaveForItself(evaluate),
    // Puppeteer's own click and type ask with what it holds of the page before, for a moment after a
    // new one is there, and Firefox refuses that.
    async click(selector) {
      const { x, y } = await until(`${selector} to click`, () => evaluate(centreOf, selector))
      await page.mouse.click(x, y)
    },
    async type(selector, text) {
      await until(`${selector} to type into`, () => evaluate(focusOn, selector))
      await page.keyboard.type(text)
    },
    // Otherwise Firefox leaves out beforeunload, which a visitor's own hand does not.
    close: () => page.close({ runBeforeUnload: true }),
  }
}
