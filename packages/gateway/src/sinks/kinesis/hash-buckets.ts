import type { RecordKey } from '../../codecs/codec.ts'

/** One part of the key space. A visitor is in the same one as long as their number stays. */
export type Bucket = RecordKey

/** The number of buckets is a power of two, so that doubling cuts each one in two halves. */
export const maxBuckets = 65_536

/** The bucket of a hash's top 32 bits. */
export const bucketOf = (hash: number, bits: number): number =>
  // In two steps: a shift by 32 would be a shift by none.
  (hash >>> 1) >>> (31 - bits)

/** The middle of bucket `index` of 2^bits: farthest from where a shard could be cut. */
export const midpoint = (index: number, bits: number): bigint =>
  (2n * BigInt(index) + 1n) << BigInt(127 - bits)

const made = new Map<number, readonly Bucket[]>()

/** All 2^bits buckets. The keys are made once per process. */
export function bucketsOf(bits: number): readonly Bucket[] {
  const known = made.get(bits)
  if (known !== undefined) return known
  const buckets = Array.from({ length: 2 ** bits }, (_, index) => ({
    partitionKey: index.toString(36),
    explicitHashKey: String(midpoint(index, bits)),
  }))
  made.set(bits, buckets)
  return buckets
}
