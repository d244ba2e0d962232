import { type Engine, type Profile, type Tab, until } from '@weir/browsers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../src/collector/fault.ts'
import type { Door } from '../src/pipeline/door.ts'
import { enginesUnderTest, type EngineUnderTest } from '../src/pipeline/engines.ts'
import { type Pipeline, startPipeline } from '../src/pipeline/pipeline.ts'
import { readTestimony, type Testimony } from '../src/pipeline/witness.ts'

// Whatever becomes of the gateway, the page does what it does without Weir.

const engines = enginesUnderTest()
/** For all visits of an engine: they wait for one another. */
const queueMs = 600_000
let pipeline: Pipeline
beforeAll(async () => {
  pipeline = await startPipeline(engines.length)
}, 60_000)
afterAll(() => pipeline.stop())

/** What a visit of the shop is like for the page and its visitor. */
interface Experience extends Testimony {
  /** Names in the window, from the page after the click. */
  readonly globals: readonly string[]
  readonly history: unknown
  readonly cart: string | null | undefined
  readonly back: string | null | undefined
}

/** Adds to the cart, follows a link and comes back, as soon as each is possible. */
async function experience(
  profile: Profile,
  shopUrl: string,
  onLoaded: () => void = () => undefined,
): Promise<Experience & { readonly tab: Tab }> {
  const tab = await profile.open(`${shopUrl}/product/mug`)
  onLoaded()
  await tab.click('[data-decide=grant]')
  await tab.click('[data-add-to-cart] button')
  const cart = await tab.evaluate(() => document.querySelector('.cart-link')?.textContent)
  await tab.click('footer a[href="/about"]')
  // Not its whole load, which Weir's own script is part of.
  const isParsed = (path: string): boolean =>
    location.pathname === path && document.readyState !== 'loading'
  const parsed = async (path: string) => (await tab.evaluate(isParsed, path)) || undefined
  await until('the page of the link', () => parsed('/about'))
  const seen = await tab.evaluate(readPage)
  await tab.back()
  await until('the page before', () => parsed('/product/mug'))
  const back = await tab.evaluate(() => document.querySelector('h1')?.textContent)
  return { tab, cart, back, ...seen, ...(await tab.evaluate(readTestimony)) }
}

/** Runs in the page. */
function readPage() {
  const isOwn = (name: string) => String(Reflect.get(history, name)).includes('[native code]')
  return {
    globals: Object.keys(window).filter((name) => Number.isNaN(Number(name))),
    history: {
      length: history.length,
      state: history.state as unknown,
      native: ['pushState', 'replaceState', 'back', 'forward', 'go'].filter(isOwn),
      scroll: history.scrollRestoration,
    },
  }
}

/** What the same visit is like without Weir, and with it. */
interface Comparison {
  readonly plain: Omit<Experience, 'globals'>
  readonly withWeir: Omit<Experience, 'globals'>
}

interface Place {
  readonly engine: Engine
  readonly door: Door
  readonly launch: EngineUnderTest['launch']
}

interface Visit {
  readonly onLoaded?: () => void
  /** Whether a page does not come to the end of its loading. Default: false. */
  readonly hangs?: boolean
  /** Looks at the page while it is open. */
  readonly look: (page: {
    readonly tab: Tab
    /** Names in the window that are not there without Weir. */
    readonly newGlobals: readonly string[]
  }) => Promise<void>
}

/** Visits without Weir: what becomes of the gateway means nothing to them. */
const plainVisits = new Map<Engine, Experience>()

async function visitPlain({ engine, door }: Place, hangs: boolean): Promise<Experience> {
  const known = hangs ? undefined : plainVisits.get(engine)
  if (known !== undefined) return known
  const profile = await engine.newProfile({ toCrash: hangs })
  try {
    const { tab: _, ...plain } = await experience(profile, door.plainUrl)
    if (!hangs) plainVisits.set(engine, plain)
    return plain
  } finally {
    await profile.close()
  }
}

async function compare(place: Place, visit: Visit): Promise<Comparison> {
  const { engine, door } = place
  const { hangs = false, onLoaded, look } = visit
  const { globals: names, ...plain } = await visitPlain(place, hangs)
  const profile = await engine.newProfile({ toCrash: hangs })
  try {
    const { globals, tab, ...withWeir } = await experience(profile, door.shopUrl, onLoaded)
    await look({ tab, newGlobals: globals.filter((name) => !names.includes(name)) })
    return { plain, withWeir }
  } finally {
    door.proxy.fault = { kind: 'none' }
    await profile.close()
  }
}

/** Whether Weir's script has come and run: the snippet alone has no `track`. */
const hasStarted = (tab: Tab): Promise<boolean> =>
  tab.evaluate(() => 'track' in (Reflect.get(window, 'weir') as object))

/** It was there at all: the script comes when it comes. */
const started = (tab: Tab): Promise<true> =>
  until('Weir has started', async () => (await hasStarted(tab)) || undefined)

const failing =
  (fault: Fault) =>
  (place: Place): Promise<Comparison> => {
    place.door.proxy.fault = fault
    return compare(place, {
      async look({ tab, newGlobals }) {
        expect(newGlobals).toEqual(['weir'])
        await started(tab)
      },
    })
  }

function hanging(place: Place): Promise<Comparison> {
  const { proxy } = place.door
  const before = proxy.seen.length
  return compare(place, {
    hangs: true,
    onLoaded() {
      proxy.fault = { kind: 'slow', ms: 600_000 }
    },
    async look() {
      // Requests of the first page and the script of the second are under way still.
      expect(proxy.idleMs()).toBe(0)
      expect(proxy.seen.length).toBeGreaterThan(before)
    },
  })
}

async function absent(place: Place): Promise<Comparison> {
  await place.door.proxy.refuse()
  try {
    return await compare(place, {
      async look({ tab, newGlobals }) {
        expect(newGlobals).toEqual(['weir'])
        expect(await hasStarted(tab)).toBe(false)
      },
    })
  } finally {
    await place.door.proxy.listen()
  }
}

async function denied({ launch, ...place }: Place): Promise<Comparison> {
  const engine = await launch({ storage: 'denied' })
  try {
    return await compare(
      { ...place, launch, engine },
      {
        async look({ tab }) {
          expect(await tab.evaluate(readStorage)).toEqual({ cookie: '', isDenied: true })
          await started(tab)
        },
      },
    )
  } finally {
    await engine.close()
  }
}

/** Runs in the page. Chromium and Firefox throw where denied storage is touched, WebKit has none. */
function readStorage() {
  document.cookie = 'kept=1'
  try {
    return { cookie: document.cookie, isDenied: typeof localStorage.length !== 'number' }
  } catch {
    return { cookie: document.cookie, isDenied: true }
  }
}

const visits = {
  'when the gateway is up': failing({ kind: 'none' }),
  'when the gateway is overloaded': failing({ kind: 'status', status: 503 }),
  'when the gateway is hidden behind a load balancer that knows no CORS': failing({
    kind: 'bare',
    status: 502,
  }),
  'when the gateway resets connections': failing({ kind: 'reset' }),
  'when the gateway never answers, no click and no navigation waiting': hanging,
  'when there is no gateway': absent,
  'in a browser that denies cookies and storage': denied,
}

const works = { problems: [], cart: 'Cart 1', back: 'Enamel mug', prevented: [false, false, false] }

for (const [at, { name, missing, note, launch, inTurn }] of engines.entries()) {
  let engine: Engine
  beforeAll(async () => {
    if (missing === undefined) engine = await launch()
  }, 60_000)
  afterAll(() => engine?.close())
  for (const [when, visit] of Object.entries(visits)) {
    test
      .skipIf(missing !== undefined)
      .concurrent(
        `${name}: the page is as it would be without Weir ${when}${note}`,
        { timeout: queueMs },
        async ({ skip }) => {
          const why = visit === denied ? engine.cannot['deny-storage'] : undefined
          if (why !== undefined) return skip(why)
          const door = pipeline.doors[at] as Door
          const { plain, withWeir } = await inTurn(() => visit({ engine, door, launch }))
          expect(withWeir).toEqual(plain)
          expect(plain).toMatchObject(visit === denied ? { problems: [] } : works)
        },
      )
  }
}
