import { expect, test } from 'vitest'
import type { Packing } from '../../src/cost/packing.ts'
import { streamCost } from '../../src/cost/stream-cost.ts'
import { defaultWorkload, type Workload } from '../../src/cost/workload.ts'

const work = (given: Partial<Workload>): Workload => ({ ...defaultWorkload, ...given })
const packing = (eventsPerRecord: number, recordBytes: number): Packing => ({
  name: 'ndjson',
  eventsPerRecord,
  recordBytes,
  archiveRatio: 7,
})

test('bills an on-demand record as whole kilobytes', () => {
  const small = streamCost(work({ eventsPerSecond: 1000 }), packing(1, 1))
  const full = streamCost(work({ eventsPerSecond: 1000 }), packing(1, 1024))
  // Written alike; what is read is not rounded.
  expect(full.onDemand - small.onDemand).toBeCloseTo(
    (0.04 * (1000 * 1023 * 730 * 3600)) / 1024 ** 3,
    6,
  )
})

test('agrees with the hand calculation for 10,000 events of 600 bytes a second', () => {
  const at = work({ eventsPerSecond: 10_000, eventBytes: 600 })
  const single = streamCost(at, packing(1, 600))
  // 15 shards for 10 records of a thousand and 6 MB a second at 70 %, and one for the rejected.
  expect(single.shards).toBe(15)
  expect(single.provisioned).toBeCloseTo(16 * 0.015 * 730 + 26_280 * 0.014, 6)
  const packed = streamCost(at, packing(40, 24_000))
  expect(packed.shards).toBe(9)
  expect(packed.provisioned).toBeCloseTo(10 * 0.015 * 730 + (26_280 / 40) * 0.014, 6)
  // 657 million records, written as 24 KiB each and read as 24,000 bytes.
  expect(packed.onDemand).toBeCloseTo(2 * 29.2 + 15_037.5 * 0.08 + 14_685.1 * 0.04, 1)
})

test('bills the commitment of on-demand advantage however little is sent', () => {
  const little = streamCost(work({ eventsPerSecond: 1 }), packing(1, 100))
  const more = streamCost(work({ eventsPerSecond: 1000 }), packing(1, 100))
  expect(little.advantage).toBe(more.advantage)
  expect(little.advantage).toBeCloseTo(3080, 0)
})

test('needs more shards for a peak and for more records, and one at least', () => {
  expect(streamCost(work({ eventsPerSecond: 10 }), packing(1, 600)).shards).toBe(1)
  expect(streamCost(work({ eventsPerSecond: 10_000, peak: 2 }), packing(1, 600)).shards).toBe(29)
  expect(streamCost(work({ eventsPerSecond: 1000 }), packing(1, 7000)).shards).toBe(10)
})

test('bills what each consumer of an on-demand stream reads', () => {
  const one = streamCost(work({ eventsPerSecond: 1000 }), packing(1, 1024))
  const two = streamCost(work({ eventsPerSecond: 1000, consumers: 2 }), packing(1, 1024))
  expect(two.onDemand).toBeGreaterThan(one.onDemand)
  expect(two.provisioned).toBe(one.provisioned)
})
