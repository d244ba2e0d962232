import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, bucketsOf, midpoint } from '../../../src/sinks/kinesis/hash-buckets.ts'
import { keyBytes } from '../../../src/sinks/kinesis/sink-limits.ts'

const space = 1n << 128n

test.each([
  [0, 0, '170141183460469231731687303715884105728'],
  [0, 1, '85070591730234615865843651857942052864'],
  [1, 1, '255211775190703847597530955573826158592'],
  [255, 8, '339617752923046005526922703901628039168'],
])('the middle of bucket %i of 2^%i is %s', (index, bits, middle) => {
  expect(String(midpoint(index, bits))).toBe(middle)
})
test('the buckets of every number cover the key space in equal parts, each around its middle', () => {
  for (let bits = 0; bits <= 10; bits++) {
    const size = space / BigInt(2 ** bits)
    for (const [index, { explicitHashKey, partitionKey }] of bucketsOf(bits).entries()) {
      expect(BigInt(explicitHashKey)).toBe(BigInt(index) * size + size / 2n)
      expect(partitionKey.length).toBeLessThanOrEqual(keyBytes)
    }
    expect(bucketsOf(bits)).toHaveLength(2 ** bits)
  }
})
test('the last key of the most buckets is as long as is counted for', () => {
  expect(bucketsOf(16).at(-1)?.partitionKey).toHaveLength(keyBytes)
})
test('a hash is in the bucket whose range holds it, whatever their number', () => {
  fc.assert(
    fc.property(fc.nat(0xff_ff_ff_ff), fc.nat(16), (hash, bits) => {
      const index = bucketOf(hash, bits)
      const key = BigInt(hash) << 96n
      const size = space >> BigInt(bits)
      expect(key / size).toBe(BigInt(index))
    }),
  )
})
test('doubling cuts a bucket in two: no visitor changes sides', () => {
  fc.assert(
    fc.property(fc.nat(0xff_ff_ff_ff), fc.nat(15), (hash, bits) => {
      expect(bucketOf(hash, bits + 1) >> 1).toBe(bucketOf(hash, bits))
    }),
  )
})
test('a bucket stays whole on one shard through any splits at the ends of buckets', () => {
  // A shard is a range of the key space; halving it again and again is what AWS does.
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 255 }), { maxLength: 20 })
  fc.assert(
    fc.property(cuts, (at) => {
      const starts = [0, ...at.toSorted((a, b) => a - b)].map((cut) => BigInt(cut) << 120n)
      const shardOf = (key: bigint) => starts.findLastIndex((start) => key >= start)
      for (const [index, { explicitHashKey }] of bucketsOf(8).entries()) {
        const first = BigInt(index) << 120n
        expect(shardOf(BigInt(explicitHashKey))).toBe(shardOf(first))
      }
    }),
  )
})
