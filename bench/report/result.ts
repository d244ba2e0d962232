/** What several runs gave: the middle one, and the ends. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** What was wanted, of the number itself or of its ratio to the floor. */
export interface Aim {
  readonly of: 'median' | 'ratio'
  readonly atMost?: number
  readonly atLeast?: number
}

/** One of those that are compared. */
export interface Subject extends Spread {
  readonly name: string
  readonly runs: number
  /** Of the floor, run by run, so that a slow minute is slow for both. The floor has none. */
  readonly ratio?: Spread | undefined
  readonly aim?: (Aim & { readonly isMet: boolean }) | undefined
}

/** One thing that was measured, of all subjects, under one condition. */
export interface Measure {
  /** The condition, as `10 events a request`. Those with the same one make one table. */
  readonly group: string
  /** As `CPU for an event`. */
  readonly name: string
  /** As `µs`; empty for a bare number. */
  readonly unit: string
  readonly better: 'less' | 'more'
  /** The subject that ratios are of: what nothing of the kind can be better than. */
  readonly floor?: string
  /** Drawn as bars. Default: no. */
  readonly isPlotted?: boolean
  readonly subjects: readonly Subject[]
}

export interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** How something grows with something else, or over time. */
export interface LinePlot {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly lines: readonly Line[]
}

/** What a benchmark answers. */
export interface BenchResult {
  readonly measures: readonly Measure[]
  /** Simulated: the same on every machine, however busy. Default: false. */
  readonly isSimulated?: boolean
  /** Plain numbers with no subject to compare them with, as text. */
  readonly facts?: readonly (readonly [name: string, value: string])[]
  /** What was assumed, and what these numbers cannot say. */
  readonly notes?: readonly string[]
  readonly plots?: readonly LinePlot[]
  /** What went wrong besides a missed aim: a request refused, verdicts that differ. */
  readonly failures?: readonly string[]
}

export interface MissedAim {
  readonly measure: Measure
  readonly subject: Subject
}

export const missedAims = ({ measures }: BenchResult): MissedAim[] =>
  measures.flatMap((measure) =>
    measure.subjects
      .filter(({ aim }) => aim?.isMet === false)
      .map((subject) => ({ measure, subject })),
  )

/** Whether every aim is met and nothing else went wrong. */
export const isGood = (result: BenchResult): boolean =>
  missedAims(result).length === 0 && (result.failures ?? []).length === 0
