import fc from 'fast-check'
import { Histogram, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createHistogram } from '../src/histogram.ts'

const settings = { name: 'weir_test_seconds', help: 'How long.' }
const bounds = [0.5, 1, 2, 10]

test('says at a scrape what the histogram of the library says', async () => {
  const value = fc.oneof(fc.constantFrom(...bounds), fc.integer({ min: 0, max: 20 }))
  await fc.assert(
    fc.asyncProperty(fc.array(value), async (values) => {
      const ours = new Registry()
      const theirs = new Registry()
      const histogram = createHistogram(ours, { ...settings, bounds })
      const expected = new Histogram({ ...settings, buckets: bounds, registers: [theirs] })
      for (const each of values) {
        histogram.observe(each)
        expected.observe(each)
      }
      expect(await ours.metrics()).toBe(await theirs.metrics())
    }),
  )
})
