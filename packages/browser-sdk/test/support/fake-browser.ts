import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeCookies, type FakeCookies } from './fake-cookies.ts'
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts'
import { createFakeLocks, type FakeLocks } from './fake-locks.ts'
import { createFakePage, type FakePage, type PageOptions } from './fake-page.ts'
import { createFakeStorage, type FakeStorage } from './fake-storage.ts'

/** The browser of one visitor: what its tabs share, and the gateway that they send to. */
export interface FakeBrowser {
  readonly clock: FakeClock
  readonly gateway: FakeGateway
  readonly storage: FakeStorage
  readonly cookies: FakeCookies
  readonly locks: FakeLocks
  /** What chance is there. */
  random: () => number
  /** Loads a page in a tab of its own. */
  open(options?: PageOptions): FakePage
}

export const startMs: number = Date.parse('2026-11-21T01:02:03.456Z')

export function createFakeBrowser(): FakeBrowser {
  const clock = createFakeClock(startMs)
  const browser: FakeBrowser = {
    clock,
    gateway: createFakeGateway(clock),
    storage: createFakeStorage(),
    cookies: createFakeCookies(),
    locks: createFakeLocks(),
    random: Math.random,
    open: (options) => createFakePage(browser, options),
  }
  return browser
}

/** What every test tells the SDK. */
export const basics = { endpoint: 'https://c.example.com', writeKey: 'wk_demo' } as const
