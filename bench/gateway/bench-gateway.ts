import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { Aim, BenchResult, Measure } from '../report/result.ts'
import { turned } from '../support/turned.ts'
import { median, type Sample } from './sample.ts'
import { measure, type Subject } from './measure.ts'

/** CPU and throughput, as parts of the floor's, by events in a request. */
const aims: Readonly<Record<number, { readonly cpu: number; readonly rate: number }>> = {
  1: { cpu: 1.5, rate: 0.6 },
  10: { cpu: 2.2, rate: 0.45 },
  50: { cpu: 3.5, rate: 0.3 },
}
/** Throughput, of the obvious one's. */
const naiveAim = 5

type Samples = Readonly<Partial<Record<Subject, Sample[]>>>

/**
 * The whole gateway (validation, enrichment, fsync, shipping to something that only answers) beside
 * a Fastify handler that parses the same body and answers 202, and beside what one would write
 * oneself. CPU is that of the process, user and system, for each event.
 */
export async function benchGateway({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  const measures: Measure[] = []
  const facts: [string, string][] = []
  for (const eventsPerRequest of [1, 10, 50]) {
    const subjects: Subject[] =
      eventsPerRequest === 1 ? ['floor', 'weir', 'naive'] : ['floor', 'weir']
    const samples: Samples = Object.fromEntries(subjects.map((subject) => [subject, []]))
    for (let run = 0; run < (isQuick ? 1 : 5); run++) {
      say(`${eventsPerRequest} a request, run ${run + 1}`)
      for (const subject of turned(subjects, run))
        samples[subject]?.push(await measure(subject, eventsPerRequest))
    }
    measures.push(...measuresOf(eventsPerRequest, samples))
    for (const subject of subjects.slice(1))
      facts.push([
        `${subject}, ${eventsPerRequest} a request, a million events`,
        stream(samples[subject] ?? []),
      ])
  }
  return { measures, facts }
}

function measuresOf(eventsPerRequest: number, samples: Samples): Measure[] {
  const group = `${eventsPerRequest} event${eventsPerRequest === 1 ? '' : 's'} a request`
  const of = (key: keyof Sample): Record<string, number[]> =>
    Object.fromEntries(
      Object.entries(samples).map(([subject, list]) => [subject, list.map((each) => each[key])]),
    )
  const { cpu = 0, rate = 0 } = aims[eventsPerRequest] ?? {}
  const atMost: Aim = { of: 'ratio', atMost: cpu }
  const atLeast: Aim = { of: 'ratio', atLeast: rate }
  const rates = of('eventsPerSecond')
  const cpus = of('cpuMicrosPerEvent')
  const toFloor = { group, floor: 'floor' } as const
  const more = { name: 'throughput', unit: 'events/s', better: 'more', samples: rates } as const
  const less = { name: 'CPU for an event', unit: 'µs', better: 'less', samples: cpus } as const
  const time = { group, unit: 'ms', better: 'less' } as const
  const table = [
    compare({ ...toFloor, ...less, isPlotted: true, aims: { weir: atMost } }),
    compare({ ...toFloor, ...more, aims: { weir: atLeast } }),
    compare({ ...time, name: 'p50 of the answer', samples: of('p50') }),
    compare({ ...time, name: 'p99 of the answer', samples: of('p99') }),
    compare({ group, name: 'RSS', unit: 'MiB', better: 'less', samples: of('rssMiB') }),
  ]
  const { naive, weir = [] } = rates
  if (naive === undefined) return table
  const beside = `${group}, beside the obvious one`
  const aim: Aim = { of: 'ratio', atLeast: naiveAim }
  const pair = {
    ...more,
    group: beside,
    floor: 'naive',
    samples: { naive, weir },
    aims: { weir: aim },
  }
  return [...table, compare(pair)]
}

function stream(samples: readonly Sample[]): string {
  const of = (key: keyof Sample) => median(samples.map((sample) => sample[key]))
  const records = Math.round(of('recordsPerMillion')).toLocaleString('en')
  const behind = (of('behind') * 100).toFixed(1)
  return `${records} records, ${Math.round(of('mbPerMillion'))} MB; behind ${behind} %`
}
