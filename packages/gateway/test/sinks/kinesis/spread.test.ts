import { expect, test } from 'vitest'
import { createBucketBits, spreadBitsFor } from '../../../src/sinks/kinesis/bucket-bits.ts'
import { deliverAll } from '../../support/deliver-all.ts'
import { fastClock } from '../../support/fast-clock.ts'
import { createRig, noLimits } from '../../support/kinesis.ts'
import { linesOf } from '../../support/lines.ts'

test.each([
  { shards: undefined, bits: 0 },
  { shards: 1, bits: 0 },
  { shards: 2, bits: 3 },
  { shards: 121, bits: 9 },
  { shards: 128, bits: 9 },
  { shards: 5000, bits: 12 },
])('a stream of $shards shards is spread over 2^$bits buckets at most', ({ shards, bits }) => {
  expect(spreadBitsFor(shards, 12)).toBe(bits)
})

/** Looks every quarter of a second at next to no traffic. */
function createLooks(most: number) {
  const sizes = { minBits: 0, maxBits: 8, targetBytes: 24_576, lingerMs: 100 }
  const bits = createBucketBits({ ...sizes, spreadBits: () => most })
  let nowMs = 0
  let refused = 0
  const look = () => bits.look({ nowMs, bytes: 0, refused, waiting: () => 0 })
  look()
  return (seconds: number, isRefused: boolean): number => {
    for (let quarter = 0; quarter < seconds * 4; quarter++) {
      nowMs += 250
      if (isRefused) refused += 1
      look()
    }
    return bits.current()
  }
}

test('buckets double once a second while shards refuse, as far as it helps', () => {
  const run = createLooks(4)
  expect([run(1, true), run(1, true), run(1, true), run(1, true), run(9, true)]).toEqual([
    1, 2, 3, 4, 4,
  ])
})

test('buckets stay for a minute after the last refusal, and then go', () => {
  const run = createLooks(4)
  expect(run(10, true)).toBe(4)
  expect(run(59, false)).toBe(4)
  expect(run(7, false)).toBe(0)
})

test('a sink uses up to four buckets for each shard while shards refuse', async () => {
  const rig = await createRig({
    server: { streams: [{ name: 'events', shards: 4 }], limits: noLimits },
    sink: { streams: { events: 'events' }, clock: fastClock },
  })
  await rig.sink.start()
  rig.server.control.addFault({ kind: 'throttle', rate: 0.5 })
  const buckets = () =>
    new Set(
      rig.server.control.records('events').map(({ partitionKey }) => parseInt(partitionKey, 36)),
    )
  for (let from = 0; buckets().size < 16; from += 100) await deliverAll(rig, linesOf(100, 40, from))
  expect(Math.max(...buckets())).toBe(15)
  await rig.close()
})
