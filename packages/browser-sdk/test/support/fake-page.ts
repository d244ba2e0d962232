import { webcrypto } from 'node:crypto'
import { createContext } from 'node:vm'
import type * as Sdk from '../../src/index.ts'
import type { FakeClock } from './fake-clock.ts'
import type { FakeCookies } from './fake-cookies.ts'
import type { FakeLocks } from './fake-locks.ts'
import {
  createFakeNetwork,
  type FetchInit,
  type PageLife,
  type Receiver,
  type Timers,
} from './fake-network.ts'
import type { FakeStorage } from './fake-storage.ts'
import { sdkScript } from './sdk-script.ts'

/** What a page needs of its browser: the clock and the gateway may be real ones. */
export interface PageHost {
  readonly storage: FakeStorage
  readonly cookies: FakeCookies
  readonly locks: FakeLocks
  random: () => number
  readonly clock: Timers & Pick<FakeClock, 'now'>
  readonly gateway: Receiver
  /** Runs the script of the SDK among these globals. Default: in a realm of its own. */
  readonly run?: (globals: Globals) => void
}

const runInRealm = (globals: Globals): void => {
  sdkScript.runInContext(createContext(globals))
}

export interface PageOptions {
  readonly url?: string
  readonly referrer?: string
  readonly title?: string
  /** Changes what the page finds in the browser, before the SDK does. */
  readonly change?: (globals: Globals) => void
}

/** The globals of a page. */
export type Globals = Record<string, unknown> & {
  readonly document: FakeDocument
  readonly location: FakeLocation
  readonly navigator: Record<string, unknown>
}

export interface FakeDocument extends EventTarget {
  title: string
  hidden: boolean
  readonly referrer: string
  readonly baseURI: string
}

export interface FakeLocation {
  href: string
}

/** One page in a tab of its own. */
export interface FakePage {
  /** The exports of the package in this page. */
  readonly sdk: typeof Sdk
  readonly globals: Globals
  readonly document: FakeDocument
  readonly location: FakeLocation
  fire(target: 'window' | 'document', type: string, fields?: object): void
  hide(): void
  show(): void
  /** Goes to another page, or is closed: as browsers tell it, in their order. */
  leave(): void
  /** Ends without a word. */
  crash(): void
  /** Goes into the back/forward cache, and comes out of it again. */
  freeze(): void
  thaw(): void
  readonly isGone: boolean
  readonly isFrozen: boolean
}

/** Fires at an event target of its own: the page's own code only ever sees the target. */
function eventWith(type: string, fields: object): Event {
  return Object.assign(new Event(type), fields)
}

function createDocument(browser: PageHost, location: URL, options: PageOptions): FakeDocument {
  return Object.defineProperties(new EventTarget(), {
    title: { value: options.title ?? 'A page', writable: true },
    hidden: { value: false, writable: true },
    referrer: { value: options.referrer ?? '' },
    baseURI: { get: () => location.href, configurable: true },
    cookie: {
      get: () => browser.cookies.read(location.hostname),
      set: (text: string) => {
        browser.cookies.write(location.hostname, text)
      },
    },
  }) as FakeDocument
}

function createGlobals(browser: PageHost, life: PageLife, options: PageOptions): Globals {
  const { clock } = browser
  const location = new URL(options.url ?? 'https://shop.example.com/')
  const network = createFakeNetwork(life, browser.gateway, clock)
  const target = new EventTarget()
  const whenAwake = async (callback: () => void) => {
    if (life.isFrozen) await life.thawed
    if (!life.isGone) callback()
  }
  return {
    document: createDocument(browser, location, options),
    location,
    navigator: {
      language: 'en-GB',
      locks: browser.locks,
      sendBeacon: (url: string, body: string) => network.sendBeacon(url, body),
    },
    screen: { width: 1920, height: 1080 },
    innerWidth: 1200,
    innerHeight: 800,
    crypto: webcrypto,
    localStorage: browser.storage.area,
    fetch: async (url: string, init: FetchInit) => network.fetch(url, init),
    AbortSignal: { timeout: (timeoutMs: number) => ({ timeoutMs }) },
    AbortController,
    Math: Object.create(Math, { random: { value: () => browser.random() } }) as Math,
    TextEncoder,
    URL,
    URLSearchParams,
    Date: class extends Date {
      constructor(value?: number | string) {
        super(value ?? clock.now())
      }
      static override now = () => clock.now()
    },
    setTimeout: (callback: () => void, ms = 0) => clock.set(() => void whenAwake(callback), ms),
    queueMicrotask,
    clearTimeout: (id: number | undefined) => clock.clear(id),
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  }
}

export function createFakePage(browser: PageHost, options: PageOptions = {}): FakePage {
  let thaw = (): void => undefined
  const life = { isGone: false, isFrozen: false, thawed: Promise.resolve() }
  const globals = createGlobals(browser, life, options)
  globals.window = globals
  options.change?.(globals)
  const { document, location } = globals
  ;(browser.run ?? runInRealm)(globals)

  const fire: FakePage['fire'] = (target, type, fields = {}) => {
    const to = (target === 'window' ? globals : document) as EventTarget
    to.dispatchEvent(eventWith(type, fields))
  }
  const turn = (state: 'visible' | 'hidden') => {
    document.hidden = state === 'hidden'
    fire('document', 'visibilitychange')
  }
  const unload = (persisted: boolean) => {
    fire('window', 'beforeunload')
    fire('window', 'pagehide', { persisted })
    turn('hidden')
  }
  return {
    sdk: globals.sdk as typeof Sdk,
    globals,
    document,
    location,
    fire,
    hide: () => !life.isFrozen && turn('hidden'),
    show: () => !life.isFrozen && turn('visible'),
    leave: () => {
      if (!life.isFrozen) unload(false)
      life.isGone = true
    },
    crash: () => {
      life.isGone = true
    },
    freeze: () => {
      if (life.isFrozen) return
      unload(true)
      life.isFrozen = true
      life.thawed = new Promise((resolve) => {
        thaw = resolve
      })
    },
    thaw: () => {
      if (!life.isFrozen) return
      life.isFrozen = false
      thaw()
      turn('visible')
      fire('window', 'pageshow', { persisted: true })
    },
    get isFrozen() {
      return life.isFrozen
    },
    get isGone() {
      return life.isGone
    },
  }
}
