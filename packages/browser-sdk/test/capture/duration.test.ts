import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duration } from '../../src/capture/duration.ts'

test('keeps what the gateway takes, in whole milliseconds', () => {
  expect([0, 17.4, 17.6, 2_678_400_000].map(duration)).toEqual([0, 17, 18, 2_678_400_000])
})

test('is a duration whatever was done to the clock', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (ms) => {
      const result = duration(ms)
      return Number.isInteger(result) && result >= 0 && result <= 2_678_400_000
    }),
  )
})
