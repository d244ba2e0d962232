import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimate } from '../../src/cost/estimate.ts'
import { defaultWorkload, type Workload } from '../../src/cost/workload.ts'

const at = (given: Partial<Workload>) =>
  new Map(estimate({ ...defaultWorkload, ...given }).map((row) => [row.name, row]))
const pipe = (name: string, given: Partial<Workload>): number => {
  const row = at(given).get(name)
  return row === undefined ? Number.NaN : row.streams[row.cheapest] + row.firehose
}

test('finds packing about 7 times cheaper for small events and 4 times for usual ones', () => {
  const small = { eventsPerSecond: 10_000, eventBytes: 600 }
  expect(pipe('one a record', small) / pipe('ndjson', small)).toBeCloseTo(7.3, 1)
  expect(pipe('one a record', small) / pipe('ndjson-gzip', small)).toBeCloseTo(36, 0)
  const usual = { eventsPerSecond: 10_000 }
  expect(pipe('one a record', usual) / pipe('ndjson', usual)).toBeCloseTo(3.7, 1)
  expect(pipe('one a record', usual) / pipe('ndjson-gzip', usual)).toBeCloseTo(19, 0)
})

test('leaves gzip out where Firehose has to make Parquet', () => {
  expect(at({ isParquet: false }).has('ndjson-gzip')).toBe(true)
  expect(at({ isParquet: true }).has('ndjson-gzip')).toBe(false)
})

test('pays for the streams in the cheapest way', () => {
  // On-demand has a price for the stream and none for a shard: below that, provisioned wins.
  expect(at({ eventsPerSecond: 1 }).get('ndjson')?.cheapest).toBe('provisioned')
  // A peak of a hundred times is dear in shards.
  expect(at({ eventsPerSecond: 1000, peak: 100 }).get('ndjson')?.cheapest).toBe('onDemand')
  expect(at({ eventsPerSecond: 20_000, peak: 100 }).get('ndjson')?.cheapest).toBe('advantage')
})

const rate = fc.double({ min: 1, max: 1e6, noNaN: true })

// Packed, more events can cost less: their records fill before the linger ends.
test('adds up, and one event a record costs more for more events', () => {
  fc.assert(
    fc.property(rate, fc.double({ min: 1.5, max: 10, noNaN: true }), (eventsPerSecond, times) => {
      const less = at({ eventsPerSecond })
      const more = at({ eventsPerSecond: eventsPerSecond * times })
      for (const row of less.values()) {
        const parts = row.streams[row.cheapest] + row.firehose + row.storage + row.rest
        expect(row.total).toBeCloseTo(parts, 6)
        expect(row.totalPerMillion).toBeGreaterThan(row.pipePerMillion)
      }
      const single = less.get('one a record')?.total ?? Number.NaN
      expect(more.get('one a record')?.total).toBeGreaterThanOrEqual(single)
    }),
    { numRuns: 50 },
  )
})

test('never finds packing dearer than one event a record', () => {
  fc.assert(
    fc.property(rate, fc.integer({ min: 300, max: 5000 }), (eventsPerSecond, eventBytes) => {
      const work = { eventsPerSecond, eventBytes }
      expect(pipe('ndjson', work)).toBeLessThanOrEqual(pipe('one a record', work) * 1.0001)
    }),
    { numRuns: 50 },
  )
})
