import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  arrivalDigits,
  lastSequenceNumber,
  parseSequenceNumber,
  sequenceNumber,
  sequencePrefix,
} from '../../../src/kinesis/engine/sequence-number.ts'

const ms = fc.integer({ min: 0, max: 9_999_999_999_999 })
const index = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const shard = fc.integer({ min: 0, max: 999_999_999_999 })

test('has 56 digits and tells its shard and index', () => {
  fc.assert(
    fc.property(ms, shard, index, (createdMs, number, at) => {
      const text = sequenceNumber(sequencePrefix(createdMs, number), at, arrivalDigits(createdMs))
      expect(text).toMatch(/^\d{56}$/)
      expect(parseSequenceNumber(text)).toEqual({ createdMs, shard: number, index: at })
    }),
  )
})

test('rises with the index whatever the clock does, and stays below the last', () => {
  fc.assert(
    fc.property(index, ms, ms, (at, first, second) => {
      fc.pre(at < Number.MAX_SAFE_INTEGER)
      const prefix = sequencePrefix(1, 2)
      const low = BigInt(sequenceNumber(prefix, at, arrivalDigits(first)))
      const high = BigInt(sequenceNumber(prefix, at + 1, arrivalDigits(second)))
      expect(high > low).toBe(true)
      expect(BigInt(lastSequenceNumber(prefix)) > high).toBe(true)
    }),
  )
})

test('does not take other text for a number', () => {
  for (const text of ['', '12', 'x'.repeat(56), '1'.repeat(56), '4'.repeat(57)]) {
    expect(parseSequenceNumber(text)).toBeUndefined()
  }
})
