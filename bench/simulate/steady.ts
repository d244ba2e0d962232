import { compare } from '../report/compare.ts'
import type { Measure } from '../report/result.ts'
import { costOf, estimateOf, fleetFor } from './deployment.ts'
import type { FleetOptions } from './fleet-options.ts'
import { createFleet, type Stretch } from './simulate-fleet.ts'

/** A fleet that does the same all the time. */
export interface Case {
  readonly name: string
  readonly options: FleetOptions
}

export interface SteadyCase extends Case {
  readonly stretch: Stretch
}

/** Until the load has grown and the number of buckets has found its place, and what is looked at. */
const warmUpSeconds = 18
const seconds = 5

const count = (value: number): string => value.toLocaleString('en')

/** From here on, a fleet with more shards than the cost model says stands beside it. */
const wideRate = 1_000_000
/** A power of two has as many buckets on each shard as on any other. */
export const wideShards = 2048

/** By rate, as set by default. */
export const casesOf = (rates: readonly number[]): Case[] =>
  rates.flatMap((rate) => {
    const name = `${count(rate)} events/s`
    const usual = { name, options: fleetFor(rate) }
    if (rate < wideRate) return [usual]
    const wide = fleetFor(rate, wideShards)
    return [usual, { name: `${name}, ${count(wideShards)} shards`, options: wide }]
  })

export async function runSteady({ name, options }: Case): Promise<SteadyCase> {
  const fleet = createFleet(options)
  await fleet.pass(warmUpSeconds)
  const stretch = await fleet.pass(seconds)
  fleet.stop()
  return { name, options, stretch }
}

/** Less than this arrives: not a fleet that can go on like that. Five seconds swing by a hundredth. */
const leastDelivered = 0.97

const keepsUp = ({ stretch }: SteadyCase): boolean =>
  stretch.delivered / stretch.taken >= leastDelivered

const eventsPerRecord = ({ stretch }: SteadyCase): number => stretch.delivered / stretch.records

type Column = readonly [name: string, unit: string, value: (one: SteadyCase) => number]

const flow: readonly Column[] = [
  ['gateways', '', ({ options }) => options.gateways],
  ['shards', '', ({ options }) => options.shards],
  ['delivered for each that comes', '', ({ stretch }) => stretch.delivered / stretch.taken],
  ['shards that take anything', '', ({ stretch }) => stretch.shardsUsed],
  ['busiest shard, of its limit', '', ({ stretch }) => stretch.busiest],
  ['records refused for the rate', '%', ({ stretch }) => refused(stretch)],
  ['until confirmed, p50', 'ms', ({ stretch }) => stretch.p50Ms],
  ['until confirmed, p99', 'ms', ({ stretch }) => stretch.p99Ms],
]

const refused = ({ throttled, records }: Stretch): number =>
  (100 * throttled) / (throttled + records)

const packing: readonly Column[] = [
  ['buckets of a gateway', '', ({ stretch }) => stretch.buckets],
  ['events in a record', '', eventsPerRecord],
  [
    'by the formula of the cost model',
    '',
    ({ options }) => estimateOf(options.rate, 'ndjson').packing.eventsPerRecord,
  ],
  ['records in a request', '', ({ stretch }) => stretch.records / stretch.requests],
]

const cost: readonly Column[] = [
  ['stream, Firehose, S3', '$ a million', (one) => dollarsOf(one).pipePerMillion],
  ['with gateways and the rest', '$ a million', (one) => dollarsOf(one).totalPerMillion],
  [
    'one event a record instead',
    '$ a million',
    ({ options }) => estimateOf(options.rate, 'one a record').totalPerMillion,
  ],
  ['a month', '$', (one) => dollarsOf(one).total],
]

const dollarsOf = (one: SteadyCase) => costOf(one.options, eventsPerRecord(one))

/** A row for each case. Of one that does not keep up, what it would cost is not told. */
export function steadyMeasures(cases: readonly SteadyCase[]): Measure[] {
  const table = (group: string, columns: readonly Column[], rows: readonly SteadyCase[]) =>
    columns.map(([name, unit, value], at) =>
      compare({
        group,
        name,
        unit,
        better: 'more',
        samples: Object.fromEntries(rows.map((one) => [one.name, [value(one)]])),
        aims:
          group === 'what gets through' && at === 2
            ? Object.fromEntries(
                rows.map((one) => [one.name, { of: 'median', atLeast: leastDelivered }]),
              )
            : {},
      }),
    )
  return [
    ...table('what gets through', flow, cases),
    ...table('how full records get', packing, cases),
    ...table('what it costs', cost, cases.filter(keepsUp)),
  ]
}
