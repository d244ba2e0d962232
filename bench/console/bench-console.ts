import { launchChromium } from '@weir/browsers'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { Aim, BenchResult } from '../report/result.ts'
import { buildConsole, startStream } from './start-streams.ts'
import { type ViewFacts, watchView } from './watch-view.ts'

const rates = { 'no events': 0, '200 events/s': 200, '2,000 events/s': 2000 } as const
type Rate = keyof typeof rates
const fullRate: Rate = '2,000 events/s'

const views = ['live', 'health'] as const
type View = (typeof views)[number]

interface Column {
  readonly fact: Exclude<keyof ViewFacts, 'says'>
  readonly name: string
  readonly unit: string
  /** At the full rate. */
  readonly aim?: Aim
}

const columns: readonly Column[] = [
  { fact: 'frameMs', name: 'frame, median', unit: 'ms', aim: { of: 'median', atMost: 17 } },
  { fact: 'slowFrameMs', name: 'frame, p99', unit: 'ms', aim: { of: 'median', atMost: 50 } },
  { fact: 'busy', name: 'main thread busy', unit: '%', aim: { of: 'median', atMost: 25 } },
  { fact: 'longTasks', name: 'tasks above 50 ms in 10 s', unit: '' },
  { fact: 'nodes', name: 'nodes of the page', unit: '' },
  { fact: 'heapMb', name: 'heap', unit: 'MB' },
]

type Seen = Record<View, Record<Rate, ViewFacts[]>>

/** What the console does to the browser that shows it, while events come in. */
export async function benchConsole({ isQuick }: BenchSettings): Promise<BenchResult> {
  buildConsole()
  const seen = emptySeen()
  const { browser } = await launchChromium()
  try {
    for (let round = 0; round < (isQuick ? 1 : 5); round++) {
      const names = Object.keys(rates) as Rate[]
      for (const rate of round % 2 === 0 ? names : names.toReversed()) {
        const stream = await startStream(rates[rate])
        for (const view of views)
          seen[view][rate].push(await watchView(browser, stream.consoleUrl, view))
        await stream.stop()
      }
    }
  } finally {
    await browser.close()
  }
  return {
    measures: views.flatMap((view) => columns.map((column) => measure(view, column, seen[view]))),
    failures: failuresOf(seen),
    notes: [
      `At ${fullRate} the page says: ${seen.live[fullRate][0]?.says ?? 'nothing'}`,
      'Chromium, the gateway and the synthetic visitors share the cores of the machine.',
    ],
  }
}

function emptySeen(): Seen {
  const none = (): Record<Rate, ViewFacts[]> => ({
    'no events': [],
    '200 events/s': [],
    '2,000 events/s': [],
  })
  return { live: none(), health: none() }
}

/** A page that shows nothing is smooth as well. */
function failuresOf(seen: Seen): string[] {
  const shown = seen.live[fullRate].map(({ says }) => /showing \d+ of ([\d,]+)\/s/u.exec(says)?.[1])
  return shown
    .filter((of) => Number((of ?? '0').replaceAll(',', '')) < 1500)
    .map((of) => `the page did not see the events: ${of ?? 'nothing'} a second`)
}

function measure(view: View, { fact, name, unit, aim }: Column, seen: Seen[View]) {
  const samples = Object.entries(seen).map(
    ([rate, facts]) => [rate, facts.map((each) => each[fact])] as const,
  )
  return compare({
    group: `the view ${view}`,
    name,
    unit,
    better: 'less',
    samples: Object.fromEntries(samples),
    ...(aim && { aims: { [fullRate]: aim } }),
  })
}
