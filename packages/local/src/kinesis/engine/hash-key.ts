import { hash } from 'node:crypto'

/** Both ends belong to the range. */
export interface HashRange {
  readonly start: bigint
  readonly end: bigint
}

/** The largest hash key, 2^128 - 1. */
export const maxHashKey: bigint = (1n << 128n) - 1n

/** AWS places a record by the MD5 of its partition key, read as a 128-bit number. */
export const hashKeyOf = (partitionKey: string): bigint =>
  BigInt(`0x${hash('md5', partitionKey, 'hex')}`)

/** Cuts the key space as CreateStream does: equal parts, the remainder in the last one. */
export function uniformRanges(count: number): HashRange[] {
  const size = (maxHashKey + 1n) / BigInt(count)
  return Array.from({ length: count }, (_, index) => ({
    start: size * BigInt(index),
    end: index === count - 1 ? maxHashKey : size * BigInt(index + 1) - 1n,
  }))
}

/** Finds the range that a key falls in. `sorted` covers the key space with no gap. */
export function findByHashKey<T extends { range: HashRange }>(
  sorted: readonly T[],
  key: bigint,
): T | undefined {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const candidate = sorted[middle]
    if (candidate === undefined) return undefined
    if (key < candidate.range.start) high = middle - 1
    else if (key > candidate.range.end) low = middle + 1
    else return candidate
  }
  return undefined
}
