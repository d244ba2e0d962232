import { setTimeout as delay } from 'node:timers/promises'
import { createRandom, type Random } from '@weir/local/random'
import type { PathLedger } from '../oracle/path-ledger.ts'
import { type Browser, createBrowser, type Tab } from './browser.ts'
import type { Sender } from './send-envelope.ts'

export interface CrowdOptions {
  readonly browsers: number
  /** Events a second that all of them together track, on average. */
  readonly eventsPerSecond: number
  readonly seed: number
  readonly sender: Sender
  readonly ledger: PathLedger
  /** How many times faster than ours the time of browsers passes. */
  readonly speed: number
}

/** Visitors who come and go until they are told to stop. */
export interface Crowd {
  /** Nobody tracks any more; what is open is left, or crashes. */
  stop(): Promise<void>
  /**
   * Everybody opens one more page, which sends what the others left. Resolves when no browser keeps an
   * event any more; rejects when some still do after so long.
   */
  comeHome(withinMs: number): Promise<void>
}

export function startCrowd(options: CrowdOptions): Crowd {
  const { browsers: count, seed } = options
  const rests = createRests()
  const all = Array.from({ length: count }, (_each, at) => {
    const random = createRandom(seed + at * 7919)
    return { random, browser: createBrowser({ ...options, name: `b${at}`, random }) }
  })
  const living = Promise.all(
    all.map(({ browser, random }) => visit(browser, { ...options, random, rests })),
  )
  return {
    async stop() {
      rests.end()
      await living
    },
    async comeHome(withinMs) {
      const until = performance.now() + withinMs
      for (const { browser } of all) browser.open()
      const isWaiting = ({ browser }: { browser: Browser }) => browser.keptEvents > 0
      for (
        let waiting = all.filter(isWaiting);
        waiting.length > 0;
        waiting = waiting.filter(isWaiting)
      ) {
        if (performance.now() > until) {
          throw new Error(`${waiting.length} browsers still keep events, though nothing is wrong`)
        }
        await delay(50)
      }
    },
  }
}

interface Visiting extends CrowdOptions {
  readonly random: Random
  readonly rests: Rests
}

/** The pauses of all visitors, until there are no more. */
interface Rests {
  readonly isOver: boolean
  readonly rest: (ms: number) => Promise<void>
  readonly end: () => void
}

/** Without a signal for each pause: with thousands of listeners, adding one more takes its time. */
function createRests(): Rests {
  const resting = new Set<() => void>()
  let isOver = false
  return {
    get isOver() {
      return isOver
    },
    rest: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          resting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, isOver ? 0 : ms)
        resting.add(wake)
      }),
    end() {
      isOver = true
      for (const wake of resting) wake()
    },
  }
}

/** Events that are tracked one right after the other. */
const bursts = [1, 1, 2, 3, 8]
const burstEvents = bursts.reduce((sum, events) => sum + events, 0) / bursts.length
const burstsOfPage = 4

/** One visitor: page after page, sometimes two at once. */
async function visit(browser: Browser, options: Visiting): Promise<void> {
  const { random, rests, browsers, eventsPerSecond } = options
  const meanMs = (browsers * burstEvents * 1000) / eventsPerSecond
  const rest = () => rests.rest(-Math.log(1 - random.next()) * meanMs)
  let other: Tab | undefined
  while (!rests.isOver) {
    await rest()
    if (rests.isOver) break
    const tab = browser.open()
    for (let burst = random.between(1, burstsOfPage); burst > 0 && !rests.isOver; burst--) {
      for (let events = random.pick(bursts); events > 0; events--) tab.track()
      await rest()
      if (random.chance(0.3)) await lookAway({ tab, random, rest })
    }
    if (other !== undefined) leave(other, random)
    other = random.chance(0.2) ? tab : undefined
    if (other === undefined) leave(tab, random)
  }
  if (other !== undefined) leave(other, random)
}

interface Looking {
  readonly tab: Tab
  readonly random: Random
  readonly rest: () => Promise<unknown>
}

/** To another tab, or through the back/forward cache, and back again. */
async function lookAway({ tab, random, rest }: Looking): Promise<void> {
  const isFrozen = random.chance(0.5)
  if (isFrozen) tab.freeze()
  else tab.hide()
  await rest()
  if (isFrozen) tab.thaw()
  else tab.show()
}

function leave(tab: Tab, random: Random): void {
  const way = random.next()
  if (way < 0.15) tab.crash()
  else if (way < 0.3) tab.freeze()
  else tab.leave()
}
