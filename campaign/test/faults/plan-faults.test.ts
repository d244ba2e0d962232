import { expect, test } from 'vitest'
import { faultKinds, planFaults } from '../../faults/plan-faults.ts'

const planOf = (seed: number, faults = 40) => planFaults({ seed, faults })

test('plans the same for the same seed, and something else for another', () => {
  expect(planOf(7)).toEqual(planOf(7))
  expect(planOf(8)).not.toEqual(planOf(7))
})

test('plans every kind once before one comes again', () => {
  const plan = planOf(7, 3 * faultKinds.length)
  for (const round of [0, 1, 2]) {
    const from = round * faultKinds.length
    const kinds = plan.slice(from, from + faultKinds.length).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(faultKinds.toSorted())
  }
})

test('plans faults that overlap, on either gateway', () => {
  const plan = planOf(7)
  const overlaps = plan.filter(
    ({ forMs }, at) => plan[at + 1]?.waits === false && forMs > (plan[at + 1]?.afterMs ?? Infinity),
  )
  expect(overlaps.length).toBeGreaterThan(5)
  expect(new Set(plan.map(({ gateway }) => gateway))).toEqual(new Set([0, 1]))
})

test('plans only what can be had', () => {
  const kinds = ['kill gateway', 'network reset'] as const
  const plan = planFaults({ seed: 7, faults: 10, kinds })
  expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(kinds))
})
