import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceScale } from '../../../src/render/html/nice-scale.ts'

test.each([
  [0, 156, [0, 50, 100, 150, 200]],
  [0, 1, [0, 0.25, 0.5, 0.75, 1]],
  [0.9902, 0.9975, [0.99, 0.992, 0.994, 0.996, 0.998]],
  [0, 0, [0, 0.25, 0.5, 0.75, 1]],
  [1, 1, [0, 0.25, 0.5, 0.75, 1]],
  [7, 7, [0, 2, 4, 6, 8]],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, [0, 0.25, 0.5, 0.75, 1]],
])('from %d to %d stands at round numbers', (least, most, ticks) => {
  expect(niceScale(least, most).ticks).toEqual(ticks)
})

test('holds whatever it has to, with a few marks', () => {
  const value = fc.oneof(
    fc.nat(1e9),
    fc.nat(10_000).map((part) => part / 10_000),
  )
  const ends = fc.tuple(value, value)
  fc.assert(
    fc.property(ends, ([a, b]) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)]
      const scale = niceScale(least, most)
      const slack = (most - least || 1) * 1e-6
      expect(scale.least).toBeLessThanOrEqual(least + slack)
      expect(scale.most).toBeGreaterThanOrEqual(most - slack)
      expect(scale.ticks.length).toBeGreaterThan(1)
      expect(scale.ticks.length).toBeLessThan(9)
    }),
  )
})
