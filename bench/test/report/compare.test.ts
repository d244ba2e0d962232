import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '../../report/compare.ts'
import { isGood, missedAims } from '../../report/result.ts'

const about = { group: 'usual events', name: 'time', unit: 'µs', better: 'less' } as const
const amounts = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1 })

test('takes ratios run by run, so that a slow run of both changes none', () => {
  const samples = { floor: [1, 100, 2], ours: [3, 300, 6] }
  const [, ours] = compare({ ...about, floor: 'floor', samples }).subjects
  expect(ours).toMatchObject({ median: 6, least: 3, most: 300, runs: 3 })
  expect(ours?.ratio).toEqual({ median: 3, least: 3, most: 3 })
})

test('has its median halfway between the two in the middle, whichever of them is better', () => {
  const samples = { ours: [9, 1, 8, 20], theirs: [3, 2], one: [7] }
  const medians = compare({ ...about, samples }).subjects.map(({ median }) => median)
  expect(medians).toEqual([8.5, 2.5, 7])
})

test('has no ratio of the floor to itself', () => {
  const { subjects } = compare({ ...about, floor: 'floor', samples: { floor: [1], ours: [2] } })
  expect(subjects.map(({ ratio }) => ratio?.median)).toEqual([undefined, 2])
})

test('takes the ratio of the medians where the runs do not pair', () => {
  const samples = { floor: [2, 2, 2], ours: [5] }
  const [, ours] = compare({ ...about, floor: 'floor', samples }).subjects
  expect(ours?.ratio).toEqual({ median: 2.5, least: 2.5, most: 2.5 })
})

test('refuses a floor that was not measured', () => {
  expect(() => compare({ ...about, floor: 'gone', samples: { ours: [1] } })).toThrow('no samples')
})

test.each([
  { aim: { of: 'median', atMost: 4 }, isMet: true },
  { aim: { of: 'median', atMost: 3.9 }, isMet: false },
  { aim: { of: 'ratio', atMost: 2 }, isMet: true },
  { aim: { of: 'ratio', atMost: 1.9 }, isMet: false },
  { aim: { of: 'ratio', atLeast: 2 }, isMet: true },
  { aim: { of: 'ratio', atLeast: 2.1 }, isMet: false },
] as const)('holds what was measured against $aim', ({ aim, isMet }) => {
  const samples = { floor: [2], ours: [4] }
  const measure = compare({ ...about, floor: 'floor', samples, aims: { ours: aim } })
  expect(measure.subjects[1]?.aim?.isMet).toBe(isMet)
  expect(missedAims({ measures: [measure] })).toHaveLength(isMet ? 0 : 1)
})

test('meets no aim with what could not be measured', () => {
  const aims = { ours: { of: 'median', atMost: 4 } } as const
  const measure = compare({ ...about, samples: { ours: [] }, aims })
  expect(isGood({ measures: [measure] })).toBe(false)
})

test('is not good when something failed, whatever the numbers say', () => {
  expect(isGood({ measures: [] })).toBe(true)
  expect(isGood({ measures: [], failures: ['a request was refused'] })).toBe(false)
})

test('has its median between the ends, and a ratio that does not depend on the unit', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 1000 }), (values, unit) => {
      const of = (factor: number) =>
        compare({
          ...about,
          floor: 'floor',
          samples: {
            floor: values.map(() => 2 * factor),
            ours: values.map((value) => value * factor),
          },
        }).subjects[1]
      const one = of(1)
      expect(one?.median).toBeGreaterThanOrEqual(one?.least ?? Number.NaN)
      expect(one?.median).toBeLessThanOrEqual(one?.most ?? Number.NaN)
      expect(of(unit)?.ratio?.median).toBeCloseTo(one?.ratio?.median ?? Number.NaN, 6)
    }),
  )
})
