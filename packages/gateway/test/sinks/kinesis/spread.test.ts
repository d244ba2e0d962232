import { UpdateShardCountCommand } from '@aws-sdk/client-kinesis'
import { expect, test } from 'vitest'
import { createBucketBits, spreadBitsFor } from '../../../src/sinks/kinesis/bucket-bits.ts'
import { deliverAll } from '../../support/deliver-all.ts'
import { fastClock } from '../../support/fast-clock.ts'
import { clientFor, createRig, noLimits, type Rig, type RigOptions } from '../../support/kinesis.ts'
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

const streamOf = (shards: number): NonNullable<RigOptions['server']> => ({
  streams: [{ name: 'events', shards }],
  limits: noLimits,
})
const sink: NonNullable<RigOptions['sink']> = { streams: { events: 'events' }, clock: fastClock }
const throttle = { kind: 'throttle', rate: 0.5 } as const

/** Sends until so many buckets were used, and answers the last of them; without them, until the test's time is up. */
async function lastBucket(rig: Rig, buckets: number): Promise<number> {
  const used = () =>
    new Set(
      rig.server.control.records('events').map(({ partitionKey }) => parseInt(partitionKey, 36)),
    )
  for (let from = 0; used().size < buckets; from += 100) {
    await deliverAll(rig, linesOf(100, 40, from))
  }
  return Math.max(...used())
}

test('a sink uses up to four buckets for each shard while shards refuse', async () => {
  const rig = await createRig({ server: streamOf(4), sink })
  await rig.sink.start()
  rig.server.control.addFault(throttle)
  expect(await lastBucket(rig, 16)).toBe(15)
  await rig.close()
})

test('a sink that could not look at its stream at the start counts its shards when they refuse', async () => {
  const rig = await createRig({ server: streamOf(4), sink })
  rig.server.control.addFault({
    kind: 'error',
    operations: ['DescribeStreamSummary'],
  })
  expect(await rig.sink.start()).toHaveLength(1)
  await deliverAll(rig, linesOf(1, 1))
  rig.server.control.clearFaults()
  rig.server.control.addFault(throttle)
  expect(await lastBucket(rig, 16)).toBe(15)
  await rig.close()
})

test('a sink counts shards again that still refuse after a while', async () => {
  const limits = { shardsAgeMs: 2000 }
  const rig = await createRig({ server: streamOf(2), sink: { ...sink, limits } })
  await rig.sink.start()
  const client = clientFor(rig.server.url)
  const more = { StreamName: 'events', TargetShardCount: 4 }
  await client.send(new UpdateShardCountCommand({ ...more, ScalingType: 'UNIFORM_SCALING' }))
  rig.server.control.addFault(throttle)
  expect(await lastBucket(rig, 16)).toBe(15)
  client.destroy()
  await rig.close()
})
