import { compare } from '../report/compare.ts'
import type { BenchResult } from '../report/result.ts'
import { backlogOf, type Look } from './watch.ts'

/** What was seen of a gateway through an outage and after it. */
export interface OutageRun {
  /** Events a second that it takes. */
  readonly most: number
  readonly outageSeconds: number
  /** Events behind when it ends. */
  readonly backlog: number
  /** With the load as it was, and at a third of it. */
  readonly full: Phase
  readonly third: Phase
  readonly peakMiB: number
  readonly refusals: string
}

export interface Phase {
  readonly first: Look
  readonly last: Look
}

/** 300 MB, which the kernel counts in pages of a power of two. */
const mostMiB = 300e6 / 1024 ** 2
/** Of full load, that a backlog has to be to show how fast it goes. */
const leastSeconds = 10
/** Delivered for each event that comes in meanwhile. */
export const catchUpAim = 3

/** A rate between two looks, in events a second. */
export const rate = (key: 'accepted' | 'delivered', { first, last }: Phase): number =>
  (last[key] - first[key]) / ((last.atMs - first.atMs) / 1000)

export function outageResult(run: OutageRun): BenchResult {
  const { most, outageSeconds, backlog, full, third, peakMiB, refusals } = run
  const ratio = (phase: Phase) => rate('delivered', phase) / rate('accepted', phase)
  const group = `an outage of ${outageSeconds} s`
  // A rest of the backlog that is gone in a moment says nothing of a rate.
  const isOverSoon = backlogOf(third.first) < most * leastSeconds
  const atLeast = { of: 'median', atLeast: catchUpAim } as const
  return {
    measures: [
      compare({
        group,
        name: 'most memory',
        unit: 'MiB RSS',
        better: 'less',
        samples: { gateway: [peakMiB] },
        aims: { gateway: { of: 'median', atMost: mostMiB } },
      }),
      compare({
        group: `${group}, after it`,
        name: 'delivered for each that comes',
        unit: '',
        better: 'more',
        samples: {
          'at full load': [ratio(full)],
          ...(isOverSoon ? {} : { 'at a third of it': [ratio(third)] }),
        },
        // As much as comes at full load is three times a third of it: that alone would say nothing.
        aims: { 'at full load': atLeast, 'at a third of it': atLeast },
      }),
    ],
    facts: [
      ['highest rate that is taken', `${Math.round(most).toLocaleString('en')} events/s`],
      ['backlog after the outage', `${backlog.toLocaleString('en')} events`],
      ['refused', refusals],
    ],
    failures: refusals === 'none' ? [] : [`requests were refused: ${refusals}`],
  }
}
