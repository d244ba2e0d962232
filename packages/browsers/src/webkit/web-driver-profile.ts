import type { Profile, Tab } from '../engine.ts'
import { until } from '../until.ts'
import { takeTurns, type Turns } from './take-turns.ts'
import { startWebDriver, type WebDriver } from './web-driver.ts'

interface NewSession {
  readonly sessionId: string
  readonly capabilities: { readonly browserVersion: string }
}

type Call = WebDriver['call']

export interface WebDriverPrograms {
  readonly driver: string
  readonly miniBrowser: string
  /** Further words for MiniBrowser. */
  readonly words: readonly string[]
}

/**
 * A session is a browser of its own, whose storage nobody else sees. A driver holds one session at
 * a time, so each profile has its driver.
 */
export async function newWebDriverProfile(
  { driver, miniBrowser, words }: WebDriverPrograms,
  display: string,
): Promise<{ profile: Profile; version: string }> {
  const webDriver = await startWebDriver(driver, display)
  const browserOptions = { binary: miniBrowser, args: ['--automation', ...words] }
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } }
  const session = (await webDriver.call('POST', '/session', { capabilities })) as NewSession
  const call: Call = (method, path, body) =>
    webDriver.call(method, `/session/${session.sessionId}${path}`, body)
  // A command goes to the window that was chosen last: nobody may choose another one in between.
  const turns = takeTurns()
  // The window that the session began with stays: with the last one, the session would end.
  const keeper = (await call('GET', '/window')) as string
  return {
    version: session.capabilities.browserVersion,
    profile: {
      async open(url) {
        const { handle } = await turns(async () => {
          await call('POST', '/window', { handle: keeper })
          return (await call('POST', '/window/new', { type: 'window' })) as Window
        })
        const tab = createTab(call, turns, handle)
        await tab.goto(url)
        return tab
      },
      setOffline: () => Promise.reject(new Error('WebKitWebDriver cannot do this')),
      crash: () => Promise.reject(new Error('a session ends with a crash: say toCrash before')),
      async close() {
        await call('DELETE', '')
        await webDriver.stop()
      },
    },
  }
}

interface Window {
  readonly handle: string
}
interface Outcome<Result> {
  readonly value?: Result
  readonly error?: string
}

/** Runs in the page, and calls back with what came out. */
const runner = (source: string): string => `
  const done = arguments[arguments.length - 1]
  Promise.resolve(arguments[0]).then((words) => (${source})(...words)).then(
    (value) => done({ value }), (error) => done({ error: String(error) }))`

const evaluateBy =
  (call: Call): Tab['evaluate'] =>
  async <Args extends unknown[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ) => {
    const script = runner(work.toString())
    const outcome = await call('POST', '/execute/async', { script, args: [args] })
    const { value, error } = outcome as Outcome<Result>
    if (error !== undefined) throw new Error(error)
    return value as Result
  }

function createTab(session: Call, turns: Turns, handle: string): Tab {
  const call: Call = (method, path, body) =>
    turns(async () => {
      await session('POST', '/window', { handle })
      return session(method, path, body)
    })
  const evaluate = evaluateBy(call)
  const find = async (value: string): Promise<string | undefined> => {
    // The driver does not wait for a page that scrolls smoothly, and finds nothing to click on.
    await evaluate((what) => {
      document.querySelector(what)?.scrollIntoView({ block: 'center', behavior: 'instant' })
    }, value)
    const element = await call('POST', '/element', { using: 'css selector', value })
    return Object.values(element as Readonly<Record<string, string>>)[0]
  }
  return {
    evaluate,
    async goto(url) {
      await call('POST', '/url', { url })
    },
    async reload() {
      await call('POST', '/refresh', {})
    },
    async back() {
      const left = await call('GET', '/url')
      await evaluate(() => {
        setTimeout(() => history.back())
      })
      // A script that is under way in a page as that goes into the back/forward cache is never
      // answered, and its time does not run out there: so none is, until the address is another one.
      await until(
        'the address before',
        async () => (await call('GET', '/url')) !== left || undefined,
      )
      const isShown = (): boolean => document.readyState !== 'loading'
      await until('the page before', async () => (await evaluate(isShown)) || undefined)
    },
    async click(selector) {
      await call('POST', `/element/${await find(selector)}/click`, {})
    },
    async type(selector, text) {
      // https://www.w3.org/TR/webdriver2/#keyboard-actions: the key Enter.
      const keys = text.replaceAll('\n', '\uE007')
      await call('POST', `/element/${await find(selector)}/value`, { text: keys })
    },
    async close() {
      await call('DELETE', '/window')
    },
  }
}
