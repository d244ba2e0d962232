import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { type LaunchedChromium, launchChromium } from '@weir/browsers'
import { validateEvent } from '@weir/schema/validate'
import { expect } from 'vitest'
import { bundle } from './bundle.ts'
import type { FakeSdk, Recorded } from './fake-context.ts'
import { serveSite } from './serve-site.ts'

declare global {
  interface Window {
    weir: FakeSdk
  }
}

export type Page = Awaited<ReturnType<LaunchedChromium['browser']['newPage']>>

export interface PageOptions {
  /** The body of the page. */
  readonly html?: string
  /** What stands in its head. */
  readonly head?: string
  /** The modules to run, as an expression: `lab.captureClicks()`. */
  readonly captures: string
  /** Runs before anything else on every page in this tab. */
  readonly before?: () => void
  /** The clock stands still but for `page.clock.runFor()`. */
  readonly still?: boolean
}

export interface Lab {
  /** The address of a page like this, and of all below it. */
  readonly add: (options: PageOptions) => string
  /** A page in a tab of its own. */
  readonly open: (options: PageOptions) => Promise<Page>
  readonly close: () => Promise<void>
}

const noon = new Date('2026-11-21T12:00:00Z')

const document = ({ html = '', head = '', captures }: PageOptions) => `<!doctype html>
<html><head><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">${head}
<script src="/lab.js"></script><script>weir = lab.startFake([${captures}])</script></head>
<body>${html}</body></html>`

/** One Chromium and one site for the tests of a file. */
export async function openLab(args: readonly string[] = []): Promise<Lab> {
  const site = await serveSite(await bundle(resolve(import.meta.dirname, 'lab-script.ts'), 'lab'))
  const { browser } = await launchChromium({ args: [...args] })
  const size = { viewport: { width: 1000, height: 800 } }
  const shared = await browser.newContext(size)
  const add = (options: PageOptions) => site.add(document(options))
  return {
    add,
    open: async (options) => {
      // A clock that stands still does so in all tabs of a context.
      const context = options.still ? await browser.newContext(size) : shared
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      if (options.before) await page.addInitScript(options.before)
      if (options.still) {
        await page.clock.install({ time: noon })
        await page.clock.pauseAt(noon.getTime() + 1000)
      }
      await page.goto(add(options))
      return page
    },
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}

/** Everything recorded so far, each event as the gateway would take it. */
export async function recorded(page: Page, type?: string): Promise<Recorded[]> {
  const text = await page.evaluate(() => sessionStorage.getItem('recorded') ?? '[]')
  const events = JSON.parse(text) as Recorded[]
  for (const { event_type, properties, page_url } of events) {
    const event_id = randomUUID()
    const timestamp = '2026-11-21T01:02:03.456Z'
    const event = { event_id, event_type, timestamp, session_id: 's', page_url, properties }
    expect(validateEvent(event)).toMatchObject({ ok: true })
  }
  return events.filter(({ event_type }) => !type || event_type === type)
}

/** Waits until so many events of a type are recorded. */
export async function waitFor(page: Page, type: string, count = 1): Promise<Recorded[]> {
  await page.waitForFunction(
    ([name, least]) => {
      const events = JSON.parse(sessionStorage.getItem('recorded') ?? '[]') as Recorded[]
      return events.filter(({ event_type }) => event_type === name).length >= least
    },
    [type, count] as const,
  )
  return recorded(page, type)
}

/** What was recorded of one type, without what does not matter here. */
export const propertiesOf = (events: readonly Recorded[]): Recorded['properties'][] =>
  events.map(({ properties }) => properties)
