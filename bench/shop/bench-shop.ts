import { launchChromium } from '@weir/browsers'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { Aim, BenchResult } from '../report/result.ts'
import { startShops } from './start-shops.ts'
import { type VisitFacts, visitShop } from './visit-shop.ts'

const without = 'without Weir'
const withWeir = 'with Weir'

interface Column {
  readonly fact: keyof VisitFacts
  readonly name: string
  readonly unit: string
  readonly group: string
  /** Ratios of it make sense: it is never zero. */
  readonly hasFloor?: true
  readonly aim?: Aim
}

const seen = 'what the visitor sees'
const spent = 'what it takes'

const atMostAsMuch: Aim = { of: 'ratio', atMost: 1.05 }

const columns: readonly Column[] = [
  {
    fact: 'fcp',
    name: 'first contentful paint',
    unit: 'ms',
    group: seen,
    hasFloor: true,
    aim: atMostAsMuch,
  },
  {
    fact: 'lcp',
    name: 'largest contentful paint',
    unit: 'ms',
    group: seen,
    hasFloor: true,
    aim: atMostAsMuch,
  },
  {
    fact: 'cls',
    name: 'layout shift',
    unit: '',
    group: seen,
    aim: { of: 'median', atMost: 0.01 },
  },
  { fact: 'inp', name: 'slowest interaction', unit: 'ms', group: seen },
  { fact: 'tbt', name: 'blocking time', unit: 'ms', group: spent },
  { fact: 'scriptMs', name: 'scripts', unit: 'ms', group: spent, hasFloor: true },
  { fact: 'loadedKb', name: 'loaded', unit: 'kB', group: spent, hasFloor: true },
  { fact: 'sentKb', name: 'sent', unit: 'kB', group: spent },
]

/** What a visitor's browser measures of the demo shop with and without Weir, in turns. */
export async function benchShop({ isQuick }: BenchSettings): Promise<BenchResult> {
  const shops = await startShops()
  const { browser } = await launchChromium()
  const visits: Record<string, VisitFacts[]> = { [without]: [], [withWeir]: [] }
  const subjects = [
    [without, shops.without],
    [withWeir, shops.withWeir],
  ] as const
  try {
    // The first visits find the programs cold.
    for (const [, url] of subjects) await visitShop(browser, url)
    for (let round = 0; round < (isQuick ? 2 : 15); round++) {
      const order = round % 2 === 0 ? subjects : subjects.toReversed()
      for (const [name, url] of order) visits[name]?.push(await visitShop(browser, url))
    }
    const failures = [
      ...(shops.stored() === 0
        ? ['nothing was stored: there is no Weir in what was measured']
        : []),
      ...(shops.rejected() > 0 ? [`${shops.rejected()} events were rejected`] : []),
    ]
    return { measures: columns.map((column) => measure(column, visits)), failures, notes }
  } finally {
    await browser.close()
    await shops.close()
  }
}

const notes: readonly string[] = [
  'The home page, cold cache, 390 by 844 pixels, slow 4G and a quarter of the processor, as Lighthouse has it for phones; a visitor who agreed before. Gateway and shop are on the same machine.',
]

function measure(
  { fact, name, unit, group, hasFloor, aim }: Column,
  visits: Readonly<Record<string, readonly VisitFacts[]>>,
) {
  const samples = Object.fromEntries(
    Object.entries(visits).map(([subject, facts]) => [subject, facts.map((each) => each[fact])]),
  )
  return compare({
    group,
    name,
    unit,
    better: 'less',
    ...(hasFloor && { floor: without }),
    samples,
    ...(aim !== undefined && { aims: { [withWeir]: aim } }),
  })
}
