import type { Report, Weir, WeirOptions } from '../../src/index.ts'
import { basics, createFakeBrowser, type FakeBrowser } from './fake-browser.ts'
import type { FakePage, PageOptions } from './fake-page.ts'

export interface Started {
  readonly page: FakePage
  readonly weir: Weir
  /** What the SDK has told of its deliveries. */
  readonly reports: readonly Report[]
  readonly lost: () => Readonly<Record<string, number>>
}

/** Loads a page and starts the SDK on it. */
export function load(
  browser: FakeBrowser,
  options: Partial<WeirOptions> = {},
  pageOptions: PageOptions = {},
): Started {
  const page = browser.open(pageOptions)
  const reports: Report[] = []
  const watch: WeirOptions['plugins'] = [({ onReport }) => onReport((it) => reports.push(it))]
  const plugins = [...watch, ...(options.plugins ?? [])]
  const weir = page.sdk.createWeir({ ...basics, ...options, plugins })
  const lost = () => {
    const counts: Record<string, number> = {}
    for (const { isLost, reason, events } of reports) {
      if (isLost) counts[reason] = (counts[reason] ?? 0) + events
    }
    return counts
  }
  return { page, weir, reports, lost }
}

/** A browser with one page on which the SDK runs. */
export function startOnPage(
  options: Partial<WeirOptions> = {},
  pageOptions: PageOptions = {},
): Started & { readonly browser: FakeBrowser } {
  const browser = createFakeBrowser()
  return { browser, ...load(browser, options, pageOptions) }
}

/** Tracks events that can be told apart, of about so many bytes. */
export function trackMany(weir: Weir, count: number, bytes = 0): void {
  for (let n = 0; n < count; n++) weir.track('made', { n, padding: 'x'.repeat(bytes) })
}

export const numbers = (events: readonly { readonly properties?: unknown }[]): number[] =>
  events.map(({ properties }) => (properties as { n: number }).n)
