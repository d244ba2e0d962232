import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { turned } from '../support/turned.ts'
import { load, measureScale, type ScaleSample, type Setup } from './measure-scale.ts'

const shardsForWorkers = 16
const byWorkers = [1, 2, 3, 4].map((workers): Setup => ({ workers, shards: shardsForWorkers }))
const byShards = [1, 4, 16, 64].map((shards): Setup => ({ workers: 1, shards }))

const keyOf = ({ workers, shards }: Setup): string => `${workers}/${shards}`
type Samples = ReadonlyMap<string, ScaleSample[]>

/** What more workers and more shards cost at the same load, on this machine. */
export async function benchScale({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  const [rounds, seconds] = isQuick ? [1, 2] : [5, 5]
  const setups = new Map([...byWorkers, ...byShards].map((setup) => [keyOf(setup), setup]))
  const samples: Samples = new Map(Array.from(setups.keys(), (key) => [key, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [key, setup] of turned([...setups], round)) {
      say(`round ${round + 1} of ${rounds}: ${setup.workers} workers, ${setup.shards} shards`)
      samples.get(key)?.push(await measureScale(setup, seconds))
    }
  }
  const refused = [...samples.values()].flat().reduce((all, each) => all + each.refusedRequests, 0)
  return {
    measures: [
      ...table({
        group: `by workers, ${shardsForWorkers} shards`,
        rows: byWorkers.map((each) => [counted(each.workers, 'worker'), keyOf(each)]),
        samples,
      }),
      ...table({
        group: 'by shards, 1 worker',
        rows: byShards.map((each) => [counted(each.shards, 'shard'), keyOf(each)]),
        samples,
      }),
    ],
    notes,
    failures: refused === 0 ? [] : [`${refused} requests were not answered with 202`],
  }
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

interface Table {
  readonly group: string
  readonly rows: readonly (readonly [name: string, key: string])[]
  readonly samples: Samples
}

/** The first row is what the others are held against. */
function table({ group, rows, samples }: Table): Measure[] {
  const of = (key: keyof ScaleSample) =>
    Object.fromEntries(
      rows.map(([name, which]) => [name, (samples.get(which) ?? []).map((each) => each[key])]),
    )
  const floor = rows[0]?.[0] ?? ''
  return [
    compare({
      group,
      name: 'CPU for an event',
      unit: 'µs',
      better: 'less',
      floor,
      isPlotted: true,
      samples: of('cpuMicros'),
    }),
    compare({ group, name: 'p50 of the answer', unit: 'ms', better: 'less', samples: of('p50Ms') }),
    compare({ group, name: 'p99 of the answer', unit: 'ms', better: 'less', samples: of('p99Ms') }),
    compare({ group, name: 'RSS of all', unit: 'MiB', better: 'less', samples: of('rssMiB') }),
    compare({
      group,
      name: 'delivered for each accepted',
      unit: '',
      better: 'more',
      samples: of('delivered'),
    }),
  ]
}

const notes: readonly string[] = [
  `${load.eventsPerSecond.toLocaleString('en')} events/s, ${load.eventsPerRequest} a request, at a fixed rate over ${load.connections} connections; answers are timed from when their request was due.`,
  'CPU and memory are those of the gateway and all its workers.',
  'The stream is the local Kinesis with the limits of AWS: 1 MiB a second for a shard. One shard takes less than what is offered, so that the rest waits in the spool; the answers do not wait for it.',
  'Load, Kinesis and gateway share the cores of the machine. On two cores this shows what a worker more costs at a load that one of them could carry; it cannot show that two carry more than one, nor anything of a network.',
]
