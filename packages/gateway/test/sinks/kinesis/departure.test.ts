import { expect, test } from 'vitest'
import { deliveryOf } from '../../support/lines.ts'
import { until } from '../../support/until.ts'
import { createWriterRig, type WriterRigOptions } from '../../support/writer-rig.ts'

/** A rig with four buckets, and a way to fill exactly one record in the bucket of each visitor. */
function createFilling(limits: WriterRigOptions['limits']) {
  const rig = createWriterRig({ targetBytes: 200, limits: { minBuckets: 4, ...limits } })
  let seq = 0
  return {
    ...rig,
    /** Leaves so many full records in each visitor's bucket, and an open one behind them. */
    fill: (visitors: readonly string[], records: number): void => {
      for (const visitor of visitors) {
        const lines = Array.from({ length: records + 1 }, () => ({
          visitor,
          seq: seq++,
          pad: 'x'.repeat(80),
        }))
        void rig.writer.deliver(deliveryOf(lines), undefined)
      }
    },
  }
}

/** One for each of four buckets. */
const visitors = ['v0', 'v1', 'v2', 'v7'] as const

test('a request waits until it is full', () => {
  const { fill, requests } = createFilling({ requestBytes: 700 })
  fill(visitors.slice(0, 2), 1)
  expect(requests).toHaveLength(0)
  fill(visitors.slice(2), 1)
  expect(requests.map(({ entries }) => entries.length)).toEqual([3])
})
test.each([
  [2, 40],
  [3, 20],
  [5, 10],
])('with %i records in line, requests are at least %i ms apart', async (inLine, ms) => {
  const { fill, requests, clock } = createFilling({})
  fill(['v0'], inLine + 1)
  expect(requests).toHaveLength(1)
  await requests[0]?.answer()
  clock.advance(ms - 1)
  expect(requests).toHaveLength(1)
  clock.advance(1)
  expect(requests).toHaveLength(2)
})

test('records that are compressed at the same time go in one request', async () => {
  const { writer, requests } = createWriterRig({
    codec: 'ndjson-gzip',
    limits: { minBuckets: 4 },
  })
  const lines = visitors.map((visitor, seq) => ({ visitor, seq }))
  for (const line of lines) void writer.deliver(deliveryOf([line]), undefined)
  await until(() => {
    writer.flush()
    return requests.length > 0
  })
  expect(requests[0]?.entries).toHaveLength(4)
})
