import { median } from '../support/median.ts'
import type { Aim, Measure, Spread, Subject } from './result.ts'

export interface Comparison extends Omit<Measure, 'subjects'> {
  /** What each subject gave, run by run, in the order of the table. */
  readonly samples: Readonly<Record<string, readonly number[]>>
  readonly aims?: Readonly<Record<string, Aim>>
}

const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
})

/** Run by run where there are as many of both; otherwise there is only one ratio, of the medians. */
function ratioTo(floor: readonly number[], values: readonly number[]): Spread {
  if (floor.length !== values.length) return spreadOf([median(values) / median(floor)])
  return spreadOf(values.map((value, run) => value / (floor[run] ?? Number.NaN)))
}

/** A number that could not be measured meets no aim. */
function meets({ atMost = Infinity, atLeast = -Infinity }: Aim, value: number | undefined) {
  return value !== undefined && value <= atMost && value >= atLeast
}

/** Medians, spreads, ratios to the floor, and which aims are met. */
export function compare({ samples, aims = {}, ...measure }: Comparison): Measure {
  const floor = measure.floor === undefined ? undefined : samples[measure.floor]
  if (measure.floor !== undefined && floor === undefined)
    throw new RangeError(`no samples of ${measure.floor}, the floor of ${measure.name}`)
  const subjects = Object.entries(samples).map(([name, values]): Subject => {
    const { median: middle, least, most } = spreadOf(values)
    const ratio = floor === undefined || name === measure.floor ? undefined : ratioTo(floor, values)
    const aim = aims[name]
    const judged = aim?.of === 'ratio' ? ratio?.median : middle
    const settled = aim && Object.assign({ isMet: meets(aim, judged) }, aim)
    return { name, runs: values.length, median: middle, least, most, ratio, aim: settled }
  })
  return { ...measure, subjects }
}
