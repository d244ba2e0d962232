import { createKinesisServer } from '@weir/local'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { joinShards } from '../../src/console/own-facts.ts'
import { observeSink } from '../../src/create-sink.ts'
import { addToShard, createMetrics } from '../../src/metrics.ts'
import { createKinesisSink } from '../../src/sinks/kinesis/kinesis-sink.ts'
import { clientFor, noLimits } from '../support/kinesis.ts'
import { deliveryOf, linesOf } from '../support/lines.ts'

test('counts for each shard what Kinesis says that it got', async () => {
  const streams = [{ name: 'events', shards: 2 }]
  const server = await createKinesisServer({ streams, limits: noLimits })
  const client = clientFor(server.url)
  const { counts, ...metrics } = createMetrics()
  const sink = createKinesisSink({
    client,
    streams: { events: 'events' },
    lingerMs: 5,
    recordBytes: 512,
    limits: { minBuckets: 64 },
    observer: observeSink({ counts, ...metrics }, pino({ level: 'silent' })),
  })
  onTestFinished(async () => {
    await sink.close()
    client.destroy()
    await server.close()
  })
  await sink.deliver(deliveryOf(linesOf(200, 50)))
  const stored = Map.groupBy(server.control.records('events'), ({ shardId }) => shardId)
  expect(stored.size).toBe(2)
  expect(Object.fromEntries(counts.shards)).toMatchObject(
    Object.fromEntries(
      Array.from(stored, ([shard, { length }]) => [`events ${shard}`, { records: length }]),
    ),
  )
  expect(counts.shards.size).toBe(2)
  const events = [...counts.shards.values()].reduce((sum, shard) => sum + shard.events, 0)
  expect(events).toBe(200)
})

test('adds up what several processes sent to the same shard', () => {
  const one = { stream: 'events', shard: 'b', records: 1, events: 10 }
  const other = { ...one, shard: 'a' }
  expect(joinShards([[one, other], [{ ...one, records: 2, events: 5 }]])).toEqual([
    other,
    { ...one, records: 3, events: 15 },
  ])
})

test('does not remember shards without end', () => {
  const { counts } = createMetrics()
  for (let n = 0; n < 2000; n++) addToShard(counts, `events s${n}`, 1)
  addToShard(counts, 'events s1', 4)
  expect(counts.shards.size).toBe(1000)
  expect(counts.shards.get('events s1')).toEqual({ records: 2, events: 5 })
})
