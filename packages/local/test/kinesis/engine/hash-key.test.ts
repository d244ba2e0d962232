import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findByHashKey,
  hashKeyOf,
  maxHashKey,
  uniformRanges,
} from '../../../src/kinesis/engine/hash-key.ts'

test('reads the MD5 of a key as a number', () => {
  expect(hashKeyOf('a')).toBe(0x0cc175b9c0f1b6a831c399e269772661n)
  expect(hashKeyOf('κλειδί')).toBe(hashKeyOf('κλειδί'))
})

test('ranges cover the key space with no gap and no overlap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (count) => {
      const ranges = uniformRanges(count)
      const ends = ranges.map(({ end }) => end)
      expect(ranges).toHaveLength(count)
      expect(ranges.map((range) => range.start)).toEqual([
        0n,
        ...ends.slice(0, -1).map((end) => end + 1n),
      ])
      expect(ends.at(-1)).toBe(maxHashKey)
    }),
  )
})

test('every key is found in the one range that holds it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.bigInt({ min: 0n, max: maxHashKey }),
      (count, key) => {
        const parts = uniformRanges(count).map((range) => ({ range }))
        const holding = parts.filter(({ range }) => range.start <= key && key <= range.end)
        expect(holding).toEqual([findByHashKey(parts, key)])
      },
    ),
  )
})
