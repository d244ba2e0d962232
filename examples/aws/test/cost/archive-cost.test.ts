import { expect, test } from 'vitest'
import { firehoseCost, storageCost } from '../../src/cost/archive-cost.ts'
import type { Packing } from '../../src/cost/packing.ts'
import { defaultWorkload, type Workload } from '../../src/cost/workload.ts'

const work = (given: Partial<Workload>): Workload => ({ ...defaultWorkload, ...given })
const packing = (given: Partial<Packing>): Packing => ({
  name: 'ndjson',
  eventsPerRecord: 1,
  recordBytes: 600,
  archiveRatio: 7,
  ...given,
})
const tenThousand = work({ eventsPerSecond: 10_000, eventBytes: 600 })

test('bills each record as whole units of 5 KB', () => {
  const single = firehoseCost(tenThousand, packing({}))
  expect(single).toBeCloseTo((26_280e6 * 5120 * 0.029) / 1024 ** 3, 4)
  const packed = firehoseCost(tenThousand, packing({ eventsPerRecord: 40, recordBytes: 24_000 }))
  expect(single / packed).toBeCloseTo(8, 6)
})

test('bills by event where it is asked to, however they are packed', () => {
  const packed = packing({ eventsPerRecord: 40, recordBytes: 24_000 })
  expect(firehoseCost(tenThousand, packed, true)).toBe(firehoseCost(tenThousand, packing({})))
})

test('is cheaper a gigabyte beyond 500 TiB and beyond 2 PiB, with no jump', () => {
  const ofGib = (gib: number) =>
    firehoseCost(
      work({ eventsPerSecond: (gib * 1024 ** 3) / 5120 / (730 * 3600) }),
      packing({ recordBytes: 5120 }),
    )
  const first = 500 * 1024
  const next = first + 1536 * 1024
  expect(ofGib(first)).toBeCloseTo(first * 0.029, 2)
  expect(ofGib(first + 1000) - ofGib(first)).toBeCloseTo(25, 4)
  expect(ofGib(next + 1000) - ofGib(next)).toBeCloseTo(20, 4)
})

test('bills the conversion to Parquet by what the events weigh', () => {
  const json = firehoseCost(tenThousand, packing({}))
  const parquet = firehoseCost({ ...tenThousand, isParquet: true }, packing({}))
  expect(parquet - json).toBeCloseTo((26_280e6 * 600 * 0.018) / 1024 ** 3, 4)
})

test('writes an object every five minutes, or whenever 128 MiB have come', () => {
  expect(storageCost(work({ eventsPerSecond: 1 }), packing({})).objects).toBe(8760)
  const busy = storageCost(tenThousand, packing({})).objects
  expect(busy).toBeCloseTo((26_280e6 * 600) / 2 ** 27, 4)
  // What arrives compressed fills the buffer later.
  const gzip = packing({ name: 'ndjson-gzip', archiveRatio: 5 })
  expect(storageCost(tenThousand, gzip).objects).toBeCloseTo(busy / 5, 4)
})

test('keeps thirteen months: one at full price, two at half, ten at a sixth', () => {
  const { dollars, objects } = storageCost(tenThousand, packing({}))
  const monthGib = (26_280e6 * 600) / 7 / 1024 ** 3
  const kept = (monthGib * 12 * (30 * 0.023 + 60 * 0.0125 + 305 * 0.004)) / 365
  expect(dollars).toBeCloseTo(kept + objects * (5e-6 + 1e-5 + 2e-5), 4)
})
