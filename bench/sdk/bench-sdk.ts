import { launchChromium, longestTask } from '@weir/browsers'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { trackerNames } from './lab-page.ts'
import { measureHeap } from './measure-heap.ts'
import {
  measureClicks,
  measureScrolling,
  measureTracking,
  type Page,
  scroll,
} from './measure-page.ts'
import { type LabServer, serveLab } from './serve-lab.ts'
import { sizes } from './sizes.ts'

const floor = 'empty handlers'
const ours = 'the script tag'
/** What browsers call a long task; here of the processor, as the machine has other work. */
const longTaskMs = 50
/** What a heap may differ by after so many events, in kB: less than a tenth of what they take. */
const heapKilobytes = 300

/** What one page gave in one round, by the name of what was measured. */
type Sample = Readonly<Record<'click' | 'scroll' | 'reads' | 'longest', number>>

async function measureHandlers(page: Page, count: number): Promise<Sample> {
  // The first time is to warm up.
  await measureClicks(page, count)
  const click = await measureClicks(page, count)
  const { scriptMicros, layoutReads } = await measureScrolling(page, count)
  const longest = await longestTask(page, async () => {
    await measureClicks(page, count)
    await scroll(page, 60)
  })
  return { click, scroll: scriptMicros, reads: layoutReads, longest }
}

/** What the SDK costs a page of 10,000 elements in Chromium, beside handlers that do nothing. */
export async function benchSdk({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  const [rounds, count, events] = isQuick ? [1, 100, 1000] : [5, 200, 10_000]
  const lab = await serveLab()
  const { browser } = await launchChromium()
  const open = async (which: keyof LabServer['pages']): Promise<Page> => {
    const page = await browser.newPage()
    await page.goto(lab.pages[which])
    return page
  }
  const tracked: Record<string, number[]> = {}
  const handled: Record<string, Sample[]> = { [floor]: [], [ours]: [] }
  const heaps: Record<string, number[]> = {}
  try {
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`)
      const turns = [
        [floor, 'floor'],
        [ours, 'weir'],
      ] as const
      for (const [name, which] of round % 2 === 0 ? turns : turns.toReversed()) {
        const page = await open(which)
        handled[name]?.push(await measureHandlers(page, count))
        await page.close()
      }
      const page = await open('weir')
      for (const tracker of trackerNames) await measureTracking(page, tracker, count)
      for (const tracker of trackerNames)
        (tracked[tracker] ??= []).push(await measureTracking(page, tracker, count))
      await page.close()
    }
    for (const [name, which] of [
      [floor, 'floor'],
      [ours, 'weir'],
    ] as const) {
      say(`memory, ${name}`)
      heaps[name] = [await measureHeap(await open(which), lab, events)]
    }
  } finally {
    await browser.close()
    await lab.close()
  }
  return {
    measures: [...costs(tracked, handled), memory(heaps, events)],
    facts: await sizes(),
    notes: [
      `Chromium, headless; ${rounds * count} of each in ${rounds} rounds, on a page of 10,000 elements, 40 deep.`,
      'The script of a scroll frame is that of the whole page, what scrolls it included. A click is a press and a click, both dispatched by a script.',
    ],
  }
}

function costs(
  tracked: Readonly<Record<string, number[]>>,
  handled: Readonly<Record<string, Sample[]>>,
): Measure[] {
  const group = 'a page of 10,000 elements'
  const of = (key: keyof Sample) =>
    Object.fromEntries(
      Object.entries(handled).map(([name, list]) => [name, list.map((it) => it[key])]),
    )
  const handlers = { group, better: 'less', floor } as const
  return [
    compare({
      group: 'one event of your own',
      name: 'time',
      unit: 'µs',
      better: 'less',
      floor: 'JSON into localStorage',
      isPlotted: true,
      samples: tracked,
    }),
    compare({ ...handlers, name: 'one click', unit: 'µs', samples: of('click') }),
    compare({ ...handlers, name: 'script of one scroll frame', unit: 'µs', samples: of('scroll') }),
    compare({
      group,
      better: 'less',
      name: 'tasks that read the layout, for a scroll frame',
      unit: '',
      samples: of('reads'),
      aims: { [ours]: { of: 'median', atMost: 1 } },
    }),
    compare({
      group,
      better: 'less',
      name: 'longest task',
      unit: 'ms of processor',
      samples: of('longest'),
      aims: { [ours]: { of: 'median', atMost: longTaskMs } },
    }),
  ]
}

const memory = (samples: Readonly<Record<string, number[]>>, events: number): Measure =>
  compare({
    group: `${events.toLocaleString('en')} events through a gateway that comes and goes`,
    name: 'growth of the heap',
    unit: 'kB',
    better: 'less',
    samples,
    aims: { [ours]: { of: 'median', atMost: heapKilobytes } },
  })
