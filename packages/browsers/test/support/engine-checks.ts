import { expect } from 'vitest'
import { type Engine, until } from '../../src/index.ts'
import type { Pages } from './pages.ts'

export interface EngineCheck {
  readonly engine: Engine
  readonly pages: Pages
}

interface Comparison {
  readonly actual: unknown
  readonly expected: unknown
}

const visits = (): string | null => localStorage.getItem('visits')

/** What every engine does alike: the sentence, and what is to be compared. */
export const engineChecks: Readonly<Record<string, (check: EngineCheck) => Promise<Comparison>>> = {
  'says its version and where it comes from': async ({ engine }) => ({
    actual: [/^\d+\.\d+/u.test(engine.version), engine.origin.length > 0],
    expected: [true, true],
  }),

  'evaluates functions, promises and errors in a page with a strict policy': async (check) => {
    const profile = await check.engine.newProfile()
    const tab = await profile.open(check.pages.url('evaluate'))
    const actual = [
      await tab.evaluate((a, b) => a + b, 'sea', 'son'),
      await tab.evaluate(async () => (await fetch('/report?x')).status),
      await tab
        .evaluate(() => {
          throw new Error('broken')
        })
        .catch((error: Error) => error.message.includes('broken')),
    ]
    await profile.close()
    return { actual, expected: ['season', 204, true] }
  },

  'drives several tabs at once, each by itself': async ({ engine, pages }) => {
    const profile = await engine.newProfile()
    const names = ['one', 'two', 'three']
    const tabs = await Promise.all(names.map((name) => profile.open(pages.url(name))))
    const asked = Array.from({ length: 5 }, () => tabs).flat()
    const actual = await Promise.all(asked.map((tab) => tab.evaluate(() => document.title)))
    await profile.close()
    return { actual, expected: Array.from({ length: 5 }, () => names).flat() }
  },

  'clicks as a visitor does': async (check) => {
    const profile = await check.engine.newProfile()
    const tab = await profile.open(check.pages.url('click'))
    await tab.click('button')
    const actual = await tab.evaluate(() => (window as { clicked?: boolean }).clicked)
    await profile.close()
    return { actual, expected: true }
  },

  'types key by key, ends with Enter, and loads the page anew': async (check) => {
    const profile = await check.engine.newProfile()
    const tab = await profile.open(check.pages.url('type'))
    await tab.type('input', 'a weir\n')
    const typed = await tab.evaluate(() => (window as { typed?: string }).typed)
    await tab.reload()
    const after = await tab.evaluate(() => [
      document.querySelector('input')?.value,
      ...performance.getEntriesByType('navigation').map((entry) => entry.toJSON() as object),
    ])
    await profile.close()
    return {
      actual: [typed, after],
      expected: ['a weir', ['', expect.objectContaining({ type: 'reload' })]],
    }
  },

  'shares storage between the tabs of a profile, and with no other one': async (check) => {
    const { engine, pages } = check
    const one = await engine.newProfile()
    const first = await one.open(pages.url('first'))
    await first.close()
    const second = await one.open(pages.url('second'))
    const third = await one.open(pages.url('third'))
    const other = await engine.newProfile()
    const apart = await other.open(pages.url('apart'))
    const actual = [
      await second.evaluate(visits),
      await third.evaluate(visits),
      await apart.evaluate(visits),
    ]
    await one.close()
    await other.close()
    return { actual, expected: ['3', '3', '1'] }
  },

  'leaves a page as a visitor does, and shows it again from the cache': async (check) => {
    const { engine, pages } = check
    pages.reports.length = 0
    const profile = await engine.newProfile()
    const tab = await profile.open(pages.url('a'))
    await tab.goto(pages.url('b'))
    await tab.back()
    const shown = await tab.evaluate(() => document.title)
    await tab.goto(pages.url('c'))
    await tab.close()
    const says = engine.cannot.beforeunload === undefined
    const last = [...(says ? ['beforeunload c'] : []), 'pagehide c false']
    const isSaid = (line: string): boolean => pages.reports.includes(line)
    await until('the last reports', () => last.every(isSaid) || undefined)
    await profile.close()
    const actual = { shown, reports: pages.reports.filter((line) => / a /u.test(line)) }
    const reports = ['pageshow a false', 'pagehide a true', 'pageshow a true', 'pagehide a true']
    return { actual, expected: { shown: 'a', reports } }
  },

  'crashes without a word, and keeps what was stored': async ({ engine, pages }) => {
    pages.reports.length = 0
    const profile = await engine.newProfile({ toCrash: true })
    await profile.open(pages.url('crash'))
    await profile.crash()
    const tab = await profile.open(pages.url('after'))
    const stored = await tab.evaluate(visits)
    await profile.close()
    const words = pages.reports.filter((line) => line.startsWith('pagehide crash'))
    return { actual: { stored, words }, expected: { stored: '2', words: [] } }
  },

  'takes the network away, or says why it cannot': async ({ engine, pages }) => {
    const profile = await engine.newProfile()
    const tab = await profile.open(pages.url('offline'))
    // Not what it says of itself: whether anything gets through.
    const isOnline = (): Promise<boolean> =>
      fetch('/report?network').then(
        () => true,
        () => false,
      )
    const refused = await profile.setOffline(true).then(
      () => undefined,
      () => engine.cannot.offline,
    )
    const offline = await tab.evaluate(isOnline)
    if (refused === undefined) await profile.setOffline(false)
    const back = await tab.evaluate(isOnline)
    await profile.close()
    return { actual: [offline, back], expected: [engine.cannot.offline !== undefined, true] }
  },
}
