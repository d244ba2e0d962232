import type { CodecName } from '@weir/gateway/internals'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { cpuInTurns } from '../support/cpu-in-turns.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { bodyWay, sdkWay, sinkWay, type Way } from './on-the-way.ts'
import { packAlone, type Packed, stringifyAndConcat } from './pack-alone.ts'
import { startAnsweringServer } from './start-answering-server.ts'

const codecs: readonly CodecName[] = ['ndjson', 'kpl', 'ndjson-gzip']
const eventsEach = 500
const cpuMeasure = {
  name: 'CPU for an event',
  unit: 'µs',
  better: 'less',
  isPlotted: true,
} as const

/** What it costs to put events into records, and to send those. */
export async function benchPacking({ isQuick }: BenchSettings): Promise<BenchResult> {
  const [rounds, count] = isQuick ? [3, 10] : [11, 60]
  const deliveries = createDeliveries(count, eventsEach)
  return {
    measures: [...(await packing(deliveries, rounds)), ...(await sending(deliveries, rounds))],
    facts: [
      ['events in a round', (count * eventsEach).toLocaleString('en')],
      ['bytes for an event', Math.round(deliveries.bytes / (count * eventsEach)).toString()],
    ],
    notes: [
      'CPU is user and system time of the whole process, the threads of zlib included.',
      'Packing begins with lines that the gateway has already: the floor makes them, and is no less for doing nothing else.',
      'Events are made up: real ones compress less, by about half.',
      'The server is a process of its own that answers and keeps nothing; no network and no TLS.',
    ],
  }
}

async function packing(deliveries: Deliveries, rounds: number): Promise<Measure[]> {
  const group = 'packing alone'
  const floor = 'JSON.stringify and concat'
  const events = deliveries.records.length
  const contenders: Record<string, () => Packed | Promise<Packed>> = {
    [floor]: () => stringifyAndConcat(deliveries),
    ...Object.fromEntries(codecs.map((codec) => [codec, () => packAlone(codec, deliveries)])),
  }
  const packed: (readonly [string, Packed])[] = []
  for (const [name, run] of Object.entries(contenders)) packed.push([name, await run()])
  const of = (value: (one: Packed) => number) =>
    Object.fromEntries(packed.map(([name, one]) => [name, [value(one)]]))
  const samples = await cpuInTurns(contenders, { rounds, per: events })
  return [
    compare({ ...cpuMeasure, group, floor, samples }),
    compare({
      group,
      name: 'events in a record',
      unit: '',
      better: 'more',
      samples: of(({ events: full, records }) => full / records),
    }),
    compare({
      group,
      name: 'bytes for an event',
      unit: '',
      better: 'less',
      samples: of(({ events: full, bytes }) => bytes / full),
    }),
  ]
}

async function sending(deliveries: Deliveries, rounds: number): Promise<Measure[]> {
  const server = await startAnsweringServer()
  const floor = 'requests, our body'
  const ways: Record<string, Way> = {
    [floor]: bodyWay(server.url, deliveries),
    'requests, by the SDK alone': sdkWay(server.url, deliveries),
  }
  for (const codec of codecs) ways[`sink, ${codec}`] = await sinkWay(codec, server.url, deliveries)
  const contenders = Object.fromEntries(Object.entries(ways).map(([name, { run }]) => [name, run]))
  const per = deliveries.records.length
  try {
    const samples = await cpuInTurns(contenders, { rounds, per })
    const group = 'on the way to a server that only answers'
    return [compare({ ...cpuMeasure, group, floor, samples })]
  } finally {
    for (const { close } of Object.values(ways)) await close()
    server.close()
  }
}
