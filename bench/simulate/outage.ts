import { spoolBytes } from '@weir/gateway/internals'
import { compare } from '../report/compare.ts'
import type { LinePlot, Measure } from '../report/result.ts'
import type { FleetOptions } from './fleet-options.ts'
import { createFleet, type Fleet } from './simulate-fleet.ts'
import type { Case } from './steady.ts'

export interface OutageOptions {
  /** How long Kinesis is gone. */
  readonly outageSeconds: number
  /** How much of that is simulated: the backlog grows by the rate, and so does the time it takes. */
  readonly simulatedSeconds: number
  /** How long it is followed afterwards, at most. */
  readonly afterSeconds: number
}

export interface OutageCase extends Case {
  /** Events behind when it ends. */
  readonly backlog: number
  /** Delivered for each that comes, once it is under way again. */
  readonly ratio: number
  /** Until nothing is behind any more; Infinity when that never happens. */
  readonly catchUpSeconds: number
  /** Seconds of events behind, by seconds since it began. */
  readonly line: readonly (readonly [number, number])[]
}

/** Before the number of buckets and the requests under way have found their place again. */
const settlingSeconds = 4
/** Until the load has grown, and the fleet has found its place. */
const warmUpSeconds = 18
/** As little as this is behind in health too. */
const levelSeconds = 0.5

export async function runOutage(
  { name, options }: Case,
  { outageSeconds, simulatedSeconds, afterSeconds }: OutageOptions,
): Promise<OutageCase> {
  const fleet = createFleet(options)
  const begin = warmUpSeconds
  await fleet.pass(begin)
  fleet.outage(true)
  await fleet.pass(simulatedSeconds)
  fleet.outage(false)
  // What was not simulated of the outage lies before what was.
  const skippedSeconds = outageSeconds - simulatedSeconds
  const backlog = fleet.behind() + skippedSeconds * options.rate
  const { ratio, caughtUpAfter } = await follow(fleet, options, afterSeconds)
  fleet.stop()
  const catchUpSeconds =
    skippedSeconds === 0 && caughtUpAfter !== undefined
      ? caughtUpAfter
      : ratio > 1
        ? backlog / options.rate / (ratio - 1)
        : Infinity
  const seen = fleet.moments
    .filter(({ second }) => second >= begin)
    .map(({ second, behind }): [number, number] => {
      const skipped = second > begin + simulatedSeconds - 1 ? skippedSeconds : 0
      return [second + skipped - begin, behind / options.rate + skipped]
    })
  const rest: [number, number][] =
    skippedSeconds > 0 && Number.isFinite(catchUpSeconds)
      ? [[outageSeconds + catchUpSeconds, 0]]
      : []
  return { name, options, backlog, ratio, catchUpSeconds, line: [...seen, ...rest] }
}

/** Watches the fleet catch up, second by second. */
async function follow(fleet: Fleet, { rate }: FleetOptions, mostSeconds: number) {
  let taken = 0
  let delivered = 0
  for (let second = 1; second <= mostSeconds; second++) {
    const stretch = await fleet.pass(1)
    if (fleet.behind() < levelSeconds * rate) {
      const ratio = taken > 0 ? delivered / taken : stretch.delivered / stretch.taken
      return { ratio, caughtUpAfter: second }
    }
    if (second <= settlingSeconds) continue
    taken += stretch.taken
    delivered += stretch.delivered
  }
  return { ratio: delivered / taken, caughtUpAfter: undefined }
}

/** Bytes that an event takes in the spool, beside others of its request. */
export const spooledBytes = ({ eventBytes, eventsPerRequest }: FleetOptions): number =>
  spoolBytes(eventsPerRequest * (eventBytes + 8) + 4) / eventsPerRequest

const gib = 1024 ** 3

export function outageMeasures(cases: readonly OutageCase[], outageSeconds: number): Measure[] {
  const group = `an outage of ${outageSeconds / 60} minutes`
  const columns: readonly [string, string, (one: OutageCase) => number][] = [
    ['spool of a gateway', 'GiB', (one) => spoolOf(one) / one.options.gateways / gib],
    ['spools of all', 'GiB', (one) => spoolOf(one) / gib],
    ['delivered for each that comes, after it', '', ({ ratio }) => ratio],
    ['until all is in the stream', 'minutes', (one) => one.catchUpSeconds / 60],
  ]
  return columns.map(([name, unit, value]) =>
    compare({
      group,
      name,
      unit,
      better: 'less',
      samples: Object.fromEntries(cases.map((one) => [one.name, [value(one)]])),
    }),
  )
}

const spoolOf = ({ backlog, options }: OutageCase): number => backlog * spooledBytes(options)

export const outagePlot = (cases: readonly OutageCase[]): LinePlot => ({
  title: 'Behind, through an outage and after it',
  x: 'minutes since it began',
  y: 'minutes of events that are not in the stream',
  lines: cases.map(({ name, line }) => ({
    name,
    // A hundred points are as good as a thousand.
    points: line
      .filter((_point, at) => at === line.length - 1 || at % Math.ceil(line.length / 100) === 0)
      .map(([second, behind]) => [rounded(second / 60), rounded(behind / 60)] as const),
  })),
})

const rounded = (value: number): number => Math.round(value * 1000) / 1000
