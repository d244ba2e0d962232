import { expect, test } from 'vitest'
import { createRecordLog } from '../../../src/kinesis/engine/record-log.ts'

const all = { records: 100, bytes: 100 }

/** A log of records with these numbers, each a byte, arrived at ten times its number. */
function logOf(...indexes: readonly number[]) {
  const log = createRecordLog()
  for (const index of indexes) {
    const arrivalMs = index * 10
    const data = Buffer.alloc(0)
    log.append({ index, ordinal: index, arrivalMs, partitionKey: 'k', data, bytes: 1 })
  }
  return (from: number) => log.read(from, all).map(({ index }) => index)
}

test('reads from a number on', () => {
  const read = logOf(1, 2, 3)
  expect([0, 1, 3, 4].map(read)).toEqual([[1, 2, 3], [1, 2, 3], [3], []])
})

test('reads all that is left behind a gap, as a damaged file leaves it', () => {
  const read = logOf(1, 2, 3, 7, 8, 9)
  expect([3, 4, 7, 9, 10].map(read)).toEqual([[3, 7, 8, 9], [7, 8, 9], [7, 8, 9], [9], []])
})
