import type { Outcome } from '@weir/e2e/delivery/run-scenario'
import { scenarios as all } from '@weir/e2e/scenarios/scenarios'
import { expect, test } from 'vitest'
import { missedAims } from '../../report/result.ts'
import { deliveryTables, faults, type TableOptions, troubles } from '../delivery-tables.ts'
import type { Cell } from '../run-cell.ts'
import { naive } from '../subjects/naive.ts'
import { weir } from '../subjects/weir.ts'

const scenarios = all.filter(({ host }) => host === 'navigate' || host === 'crash')

/** What a scenario came to that lost these numbers. */
const outcome = (lost: readonly number[], duplicates = 0): Outcome => ({
  lost,
  duplicates,
  events: 5,
  late: lost.length,
  mostCopies: 1,
  strays: [],
  gaps: [],
  requests: 3,
  seconds: 1,
  rejected: [],
  copiesAllowed: 1,
  physicallyLost: undefined,
  broken: [],
})

/** Two rounds of everything: ours by what is given, the other without a loss. */
const optionsOf = (ours: readonly Cell[]): TableOptions => ({
  matrix: {
    engine: 'chromium 1',
    hasRun: true,
    cellsOf: ({ name }, { host }) =>
      name === weir.name && host === 'navigate' ? ours : [outcome([]), outcome([], 2)],
  },
  subjects: [weir, naive],
  scenarios,
  ours: weir,
})

const medians = (ours: readonly Cell[], name: string) =>
  deliveryTables(optionsOf(ours))
    .find((measure) => measure.name === name)
    ?.subjects.map(({ median, least, most }) => [least, median, most])

test('adds the scenarios up round by round', () => {
  const ours = [outcome([1, 2]), outcome([])]
  expect(medians(ours, 'events lost')).toEqual([
    [0, 1, 2],
    [0, 0, 0],
  ])
  expect(medians(ours, 'scenarios without a loss')).toEqual([
    [1, 1.5, 2],
    [2, 2, 2],
  ])
  expect(medians(ours, 'copies under the same id')?.[1]).toEqual([0, 2, 4])
})

test('fails when ours loses an event in any round, or was not run at all', () => {
  expect(faults(optionsOf([outcome([]), outcome([])]))).toEqual([])
  expect(faults(optionsOf([outcome([1]), outcome([])]))).toEqual([
    'chromium 1, Weir, track, then navigate: 1 of 5 lost',
  ])
  expect(faults(optionsOf([outcome([]), { reason: 'gone', isBroken: true }]))).toEqual([
    'chromium 1, Weir, track, then navigate: gone',
  ])
  const options = optionsOf([])
  expect(faults({ ...options, scenarios: scenarios.slice(0, 1) })).toEqual([
    'chromium 1, Weir: nothing was run',
  ])
})

test('misses its aim when ours loses an event in each round', () => {
  const missed = (ours: readonly Cell[]) =>
    missedAims({ measures: deliveryTables(optionsOf(ours)) }).map(({ subject }) => subject.name)
  expect(missed([outcome([]), outcome([])])).toEqual([])
  expect(missed([outcome([1]), outcome([2])])).toEqual([weir.name])
})

test('leaves out what could not be run, and says why', () => {
  const cannot = [{ reason: 'no network to take away', isBroken: false }]
  expect(medians(cannot, 'navigate (5)')).toHaveLength(1)
  expect(troubles(optionsOf(cannot))).toEqual([
    'chromium 1, Weir, track, then navigate: not run, no network to take away',
  ])
})
