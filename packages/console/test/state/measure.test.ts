import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measure, quantile, quantilesOverTime, ratio, sumBuckets } from '../../src/state/measure.ts'
import { second } from '../support/second.ts'

const bounds = [0.001, 0.01, 0.1]

test.each([
  [[0, 0, 0, 0], 0.5, undefined],
  [[10, 0, 0, 0], 0.5, 0.0005],
  [[0, 10, 0, 0], 1, 0.01],
  [[50, 49, 1, 0], 0.99, 0.01],
  [[0, 0, 0, 5], 0.5, 0.1],
])('finds in buckets %j the share %d: %d', (counts, share, seconds) => {
  const found = quantile(bounds, counts, share)
  expect(found === undefined ? undefined : Math.round(found * 1e6) / 1e6).toBe(seconds)
})

test('never falls when the share grows', () => {
  const counts = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(counts, share, share, (some, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      return (quantile(bounds, some, low) ?? 0) <= (quantile(bounds, some, high) ?? 0) + 1e-12
    }),
  )
})

test('adds up seconds', () => {
  const seconds = [
    second({ at: 1, received: 3, request: [1, 2, 0, 0] }),
    second({ at: 2, received: 4, request: [0, 1, 0, 1] }),
  ]
  expect(measure(seconds)).toMatchObject({ seconds: 2, received: 7 })
  expect(sumBuckets(seconds, 'request')).toEqual([1, 3, 0, 1])
  expect(ratio(1, 4)).toBe(0.25)
  expect(ratio(1, 0)).toBeUndefined()
})

test('draws no line where nothing was timed', () => {
  const seconds = [second({ at: 1 }), second({ at: 2, request: [0, 10, 0, 0] })]
  const line = quantilesOverTime(seconds, { bounds, of: 'request', share: 1 })
  expect(line).toEqual([null, expect.closeTo(0.01, 6)])
})
