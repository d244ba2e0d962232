import { expect, test } from 'vitest'
import { measure } from '../../src/state/measure.ts'
import { averageEventBytes, describePacking } from '../../src/state/packing.ts'
import { second } from '../support/second.ts'

test('says what packing saves at Firehose, which bills whole units of 5 KiB', () => {
  const seconds = [
    second({ accepted: 38, rejected: 2, stored_bytes: 40_000, records: 2, record_events: 40 }),
    second({ record_bytes: 40_000 }),
  ]
  expect(describePacking(measure(seconds))).toEqual({
    eventsPerRecord: 20,
    bytesPerRecord: 20_000,
    billedUnpacked: 40 * 5120,
    billedPacked: 2 * 4 * 5120,
  })
})

test('says nothing of records that there are not', () => {
  const measured = measure([second({ accepted: 4, stored_bytes: 4000 })])
  expect(describePacking(measured)).toBeUndefined()
  expect(averageEventBytes(measured)).toBe(1000)
  expect(averageEventBytes(measure([]))).toBeUndefined()
})
