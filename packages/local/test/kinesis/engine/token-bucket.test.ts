import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTokenBucket } from '../../../src/kinesis/engine/token-bucket.ts'

test('never lets more through than one second holds and the time refilled', () => {
  const step = fc.record({ waitMs: fc.nat(500), amount: fc.integer({ min: 1, max: 400 }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const bucket = createTokenBucket(1000)
      let nowMs = 5000
      let passed = 0
      for (const { waitMs, amount } of steps) {
        nowMs += waitMs
        if (!bucket.has(amount, nowMs)) continue
        bucket.take(amount, nowMs)
        passed += amount
      }
      expect(passed).toBeLessThanOrEqual(1000 + (nowMs - 5000))
    }),
  )
})

test('lets a large amount through when full, and then makes the next one wait', () => {
  const bucket = createTokenBucket(100)
  expect(bucket.has(1000, 0)).toBe(true)
  bucket.take(1000, 0)
  expect(bucket.has(1, 9000)).toBe(false)
  expect(bucket.has(1, 9010)).toBe(true)
})

test('an infinite rate never refuses', () => {
  const bucket = createTokenBucket(Number.POSITIVE_INFINITY)
  bucket.take(1e12, 0)
  expect(bucket.has(1e12, 0)).toBe(true)
})

test('a clock that steps back takes nothing away', () => {
  const bucket = createTokenBucket(100)
  bucket.take(50, 1000)
  expect(bucket.has(50, 0)).toBe(true)
  expect(bucket.has(51, 0)).toBe(false)
})

test('a clock that steps back refills from there', () => {
  const bucket = createTokenBucket(100)
  bucket.take(100, 3_600_000)
  expect(bucket.has(1, 0)).toBe(false)
  expect(bucket.has(10, 100)).toBe(true)
  expect(bucket.has(11, 100)).toBe(false)
})
