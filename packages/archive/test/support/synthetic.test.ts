import { validateStoredRecord } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { type Arrival, syntheticArrivals } from './synthetic/records.ts'

const options = { seed: 7, startMs: Date.UTC(2026, 9, 5), hours: 8, visitsPerHour: 10 }
const arrivals = [...syntheticArrivals(options)]

test('makes the same records for the same seed, and others for another', () => {
  expect([...syntheticArrivals(options)]).toEqual(arrivals)
  expect([...syntheticArrivals({ ...options, seed: 8 })]).not.toEqual(arrivals)
})

test('makes records that the schema accepts', () => {
  const faults = arrivals.map(({ record }) => validateStoredRecord(record)).filter(({ ok }) => !ok)
  expect(arrivals.length).toBeGreaterThan(500)
  expect(faults).toEqual([])
})

test('makes people, bots, duplicates, gaps and late arrivals', () => {
  const many = [...syntheticArrivals({ ...options, hours: 48 })]
  const ids = new Set(many.map(({ record }) => record.event_id))
  const isLate = ({ record, arrivedMs }: Arrival) => arrivedMs - Date.parse(record.timestamp) > 36e5
  const bots = many.filter(({ record }) => record.is_bot).length
  expect(bots).toBeGreaterThan(0)
  expect(bots).toBeLessThan(many.length / 10)
  expect(ids.size).toBeLessThan(many.length)
  expect(many.some(isLate)).toBe(true)
  const perInstance = Map.groupBy(many, ({ record }) => record.instance_id)
  const gaps = [...perInstance.values()].filter((of) => {
    const seqs = new Set(of.map(({ record }) => record.seq))
    return seqs.size <= Math.max(...of.map(({ record }) => record.seq ?? 0))
  })
  expect(gaps.length).toBeGreaterThan(0)
})
