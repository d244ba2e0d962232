import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packings } from '../../src/cost/packing.ts'
import { defaultWorkload, type Workload } from '../../src/cost/workload.ts'

const work = (given: Partial<Workload>): Workload => ({ ...defaultWorkload, ...given })
const named = (given: Partial<Workload>, gateways = 2) =>
  Object.fromEntries(packings(work(given), gateways).map((one) => [one.name, one]))

test('fills records of about 24 KB when enough arrives', () => {
  const at = named({ eventsPerSecond: 10_000, eventBytes: 600 })
  expect(at.ndjson?.eventsPerRecord).toBe(40)
  expect(at.ndjson?.recordBytes).toBe(24_000)
  expect(at.kpl?.eventsPerRecord).toBe(40)
  expect(at['ndjson-gzip']?.eventsPerRecord).toBe(225)
})

test('sends what has arrived when the linger ends before the record is full', () => {
  const at = named({ eventsPerSecond: 100, lingerMs: 100 })
  expect(at.ndjson?.eventsPerRecord).toBe(5)
  expect(named({ eventsPerSecond: 100, lingerMs: 300 }).ndjson?.eventsPerRecord).toBe(15)
})

test('fills fewer events to a record the more gateways share the traffic', () => {
  expect(named({ eventsPerSecond: 100 }, 4).ndjson?.eventsPerRecord).toBe(2)
})

test('puts an event larger than a record into a record of its own', () => {
  const at = named({ eventsPerSecond: 10_000, eventBytes: 30_000 })
  expect(at.ndjson?.eventsPerRecord).toBe(1)
  expect(at.ndjson?.recordBytes).toBe(30_000)
})

test('never packs more into a record than fits, whatever the workload', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e7, noNaN: true }),
      fc.integer({ min: 100, max: 65_536 }),
      fc.integer({ min: 1024, max: 256_000 }),
      (eventsPerSecond, eventBytes, recordBytes) => {
        for (const one of packings(work({ eventsPerSecond, eventBytes, recordBytes }), 2)) {
          expect(one.eventsPerRecord).toBeGreaterThanOrEqual(1)
          const isFull = one.eventsPerRecord > 1
          expect(isFull ? one.recordBytes : 0).toBeLessThanOrEqual(recordBytes)
        }
      },
    ),
  )
})
