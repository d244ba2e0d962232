import fc from 'fast-check'
import { createFakeBrowser, type FakeBrowser } from './fake-browser.ts'
import { answer, type Mood } from './fake-gateway.ts'
import { load, type Started } from './start.ts'

/** What may happen to a visitor, their tabs, and the gateway. */
export type Step =
  | {
      readonly do: 'open' | 'hide' | 'show' | 'freeze' | 'thaw' | 'leave' | 'crash'
      readonly tab: number
    }
  | { readonly do: 'track'; readonly tab: number; readonly events: number; readonly bytes: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'mood'; readonly mood: Mood | 'picky' }
  | { readonly do: 'latency'; readonly ms: number }

const tab = fc.nat({ max: 3 })

/** Moods in which the gateway refuses nothing for good. */
export const passingMoods: readonly (Mood | 'picky')[] = [
  answer(202),
  answer(202),
  answer(503),
  answer(500),
  answer(429, { 'retry-after': '3' }),
  { kind: 'unreachable' },
  { kind: 'answer_lost' },
  { kind: 'silent' },
  'picky',
]

export const steps = (moods: readonly (Mood | 'picky')[]): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), tab }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom('hide', 'show', 'freeze', 'thaw', 'leave', 'crash'),
          tab,
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('track' as const),
          tab,
          events: fc.integer({ min: 1, max: 30 }),
          bytes: fc.constantFrom(0, 100, 2000, 15_000),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('pass' as const),
          ms: fc.constantFrom(0, 3, 20, 500, 1500, 4000, 20_000, 100_000),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constant('mood' as const), mood: fc.constantFrom(...moods) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('latency' as const),
          ms: fc.constantFrom(1, 100, 3000, 12_000),
        }),
      },
    ),
    { minLength: 5, maxLength: 120 },
  )

/** A page that was opened, and how many events it tracked. */
export interface Visited extends Started {
  tracked: number
}

export interface Played {
  readonly browser: FakeBrowser
  readonly visited: readonly Visited[]
}

/** Always the same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Plays the steps, and then lets everything heal: the gateway answers, and a last page is opened. */
export async function play(seed: number, script: readonly Step[]): Promise<Played> {
  const browser = createFakeBrowser()
  browser.random = chance(seed)
  const tabs: (Visited | undefined)[] = []
  const visited: Visited[] = []
  const open = (at: number) => {
    tabs[at]?.page.leave()
    const opened = { ...load(browser), tracked: 0 }
    tabs[at] = opened
    visited.push(opened)
  }
  for (const step of script) await playStep({ browser, tabs, open }, step)

  browser.gateway.mood = answer(202)
  browser.gateway.latencyMs = 5
  for (const [at, opened] of tabs.entries()) {
    if (opened === undefined || opened.page.isGone) tabs[at] = undefined
    else opened.page.thaw()
  }
  open(tabs.length)
  await browser.clock.pass(7_200_000)
  return { browser, visited }
}

interface Scene {
  readonly browser: FakeBrowser
  readonly tabs: (Visited | undefined)[]
  readonly open: (at: number) => void
}

async function playStep({ browser, tabs, open }: Scene, step: Step): Promise<void> {
  const { gateway, clock } = browser
  switch (step.do) {
    case 'open':
      return open(step.tab)
    case 'pass':
      return clock.pass(step.ms)
    case 'latency':
      gateway.latencyMs = step.ms
      return undefined
    case 'mood': {
      const { mood } = step
      gateway.mood = mood === 'picky' ? ({ bytes }) => answer(bytes > 20_000 ? 413 : 202) : mood
      return undefined
    }
    case 'track': {
      const opened = tabs[step.tab]
      if (opened === undefined || opened.page.isGone || opened.page.isFrozen) return undefined
      for (let n = 0; n < step.events; n++) {
        opened.weir.track('made', { n: opened.tracked++, padding: 'x'.repeat(step.bytes) })
      }
      return undefined
    }
    default: {
      const opened = tabs[step.tab]
      if (opened && !opened.page.isGone) opened.page[step.do]()
      return undefined
    }
  }
}
