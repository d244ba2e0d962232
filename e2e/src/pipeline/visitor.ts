import { type Engine, type Tab, type Traits, until } from '@weir/browsers'
import { readTestimony } from './witness.ts'

/** Somebody in the shop, in any engine: what they can do there, and what their browser says of itself. */
export interface Visitor {
  readonly tab: Tab
  readonly traits: Traits
  /** Clicks, and resolves when the page is there that this leads to, its scripts run. */
  follow(selector: string, path: string): Promise<void>
  /** Resolves when a page of this path is there, its scripts run. */
  arrive(path: string): Promise<void>
  /** What the page's scripts threw, and what they complained of. */
  problems(): Promise<readonly string[]>
  /** Comes back when the gateway has everything of this visitor, also what pages before left behind. */
  flush(): Promise<true>
  close(): Promise<void>
}

/** A visitor who is known to the last detail; one whose browser says it is headless counts as a bot. */
const pretended: Traits = {
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  locale: 'en-GB',
  timezoneId: 'Europe/Lisbon',
  viewport: { width: 1200, height: 800 },
  screen: { width: 1920, height: 1080 },
}

export async function openVisitor(engine: Engine, url: string): Promise<Visitor> {
  const profile = await engine.newProfile({ traits: pretended })
  const tab = await profile.open(url)
  const isItself = engine.cannot.pretend !== undefined
  return {
    tab,
    traits: isItself ? await tab.evaluate(readTraits) : pretended,
    async follow(selector, path) {
      await tab.click(selector)
      await arrive(tab, path)
    },
    arrive: (path) => arrive(tab, path),
    problems: async () => (await tab.evaluate(readTestimony)).problems,
    flush: () => until('the gateway has everything', () => tab.evaluate(isSent)),
    close: () => profile.close(),
  }
}

async function arrive(tab: Tab, path: string): Promise<void> {
  const isThere = (to: string): boolean =>
    location.pathname === to && document.readyState === 'complete'
  await until(`the page ${path}`, async () => (await tab.evaluate(isThere, path)) || undefined)
}

/** Runs in the page. */
function readTraits(): Traits {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return {
    userAgent: navigator.userAgent,
    locale: navigator.language,
    timezoneId: timeZone,
    viewport: { width: innerWidth, height: innerHeight },
    screen: { width: screen.width, height: screen.height },
  }
}

/** Runs in the page. */
async function isSent(): Promise<true | undefined> {
  const { weir } = window as unknown as { weir: { flush?(): Promise<boolean> } }
  const isWaiting = Object.keys(localStorage).some((key) => /[\da-f]{12}:\d+$/u.test(key))
  return ((await weir.flush?.()) && !isWaiting) || undefined
}
