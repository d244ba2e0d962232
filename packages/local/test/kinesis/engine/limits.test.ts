import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/kinesis/engine/engine.ts'
import type { Limits } from '../../../src/kinesis/engine/limits.ts'
import { getRecords, getShardIterator } from '../../../src/kinesis/engine/read.ts'
import { splitShard } from '../../../src/kinesis/engine/reshard.ts'
import { streamNow } from '../../../src/kinesis/engine/context.ts'
import { addStream, changeStream, type NewStream } from '../../../src/kinesis/engine/streams.ts'
import { putRecord, putRecords } from '../../../src/kinesis/engine/write.ts'
import { createFakeClock } from '../fake-clock.ts'

const kib = 1024
const mib = 1024 * kib
const start = { type: 'TRIM_HORIZON' } as const

function setUp(
  options: { limits?: Partial<Limits>; keep?: number; spec?: Partial<NewStream> } = {},
) {
  const clock = createFakeClock()
  const retention = { bytes: options.keep ?? 256 * mib }
  const engine = createEngine({ clock: clock.now, limits: options.limits, retention })
  addStream(engine, { name: 's', shards: 1, ...options.spec })
  const put = (count: number, bytes: number) =>
    putRecords(engine, {
      stream: 's',
      records: Array.from({ length: count }, () => ({
        partitionKey: 'k',
        data: Buffer.alloc(bytes - 1),
      })),
    }).filter((result) => !('code' in result)).length
  const iterator = () => getShardIterator(engine, 's', { shard: 'shardId-000000000000', start })
  return { clock, engine, put, iterator, stream: () => streamNow(engine, 's') }
}

describe('writes', () => {
  test('a shard takes 1,000 records a second, and more as time passes', () => {
    const { clock, put } = setUp()
    expect(put(500, 10) + put(500, 10) + put(500, 10)).toBe(1000)
    clock.advance(100)
    expect(put(500, 10)).toBe(100)
  })
  test('a shard takes 1 MiB a second, keys counted', () => {
    const { clock, put } = setUp()
    expect(put(50, 100 * kib)).toBe(10)
    clock.advance(1000)
    expect(put(50, 100 * kib)).toBe(10)
  })
  test('a refused record says which shard, and is counted', () => {
    const { engine, put, stream } = setUp({ limits: { writeRecordsPerSecond: 1 } })
    expect(put(3, 10)).toBe(1)
    expect(() =>
      putRecord(engine, { stream: 's', records: [{ partitionKey: 'k', data: Buffer.alloc(1) }] }),
    ).toThrow(
      'Rate exceeded for shard shardId-000000000000 in stream s under account 000000000000.',
    )
    expect(stream().counters).toMatchObject({ records: 1, throttled: 3 })
  })
  test('a batch over 10 MiB is refused whole', () => {
    const { put, stream } = setUp({ limits: { writeBytesPerSecond: Number.POSITIVE_INFINITY } })
    expect(put(10, mib)).toBe(10)
    expect(() => put(11, mib)).toThrow('Records size exceeds')
    expect(stream().counters.records).toBe(10)
  })
  test('a record is as large as its stream allows, and waits for the rate after', () => {
    const { clock, engine, put } = setUp()
    expect(() => put(1, mib + 1)).toThrow('exceeds the maximum record size')
    changeStream(engine, 's', { maxRecordKib: 10_240 })
    expect(put(1, 10 * mib)).toBe(1)
    clock.advance(8999)
    expect(put(1, 10)).toBe(0)
    clock.advance(2)
    expect(put(1, 10)).toBe(1)
  })
})

describe('reads', () => {
  test('a shard answers 5 GetRecords and 5 GetShardIterator a second', () => {
    const { clock, engine, iterator, stream } = setUp()
    const from = iterator()
    for (let call = 0; call < 5; call++) getRecords(engine, from, 10)
    expect(() => getRecords(engine, from, 10)).toThrow('Rate exceeded')
    for (let call = 0; call < 4; call++) iterator()
    expect(iterator).toThrow('Rate exceeded')
    clock.advance(200)
    getRecords(engine, from, 10)
    iterator()
    expect(stream().counters.readsThrottled).toBe(2)
  })
  test('a read of 10 MiB keeps the shard quiet until it is paid back', () => {
    const { clock, engine, put, iterator } = setUp({
      limits: { writeBytesPerSecond: Number.POSITIVE_INFINITY },
    })
    put(10, mib)
    put(10, mib)
    const read = getRecords(engine, iterator(), 10_000)
    expect(read.records).toHaveLength(10)
    const next = read.nextIterator ?? ''
    clock.advance(4000)
    expect(() => getRecords(engine, next, 1)).toThrow('Rate exceeded')
    clock.advance(1001)
    expect(getRecords(engine, next, 1).records).toHaveLength(1)
  })
  test('an iterator lives five minutes', () => {
    const { clock, engine, iterator } = setUp()
    const from = iterator()
    clock.advance(300_000)
    expect(getRecords(engine, from, 1).behindMs).toBe(0)
    clock.advance(1)
    expect(() => getRecords(engine, from, 1)).toThrow('Iterator expired')
  })
  test('an iterator of a stream that was made anew is not taken', () => {
    const { clock, engine, iterator } = setUp()
    const from = iterator()
    engine.streams.delete('s')
    clock.advance(1)
    addStream(engine, { name: 's', shards: 1 })
    expect(() => getRecords(engine, from, 1)).toThrow('Invalid ShardIterator')
  })
  test('it is told how far behind it is', () => {
    const { clock, engine, put, iterator } = setUp()
    put(2, 10)
    clock.advance(700)
    expect(getRecords(engine, iterator(), 1).behindMs).toBe(700)
  })
})

describe('retention', () => {
  test('drops the oldest beyond the bytes kept, and a reader goes on after them', () => {
    const { engine, put, iterator, stream } = setUp({ keep: 100 })
    const from = iterator()
    put(15, 10)
    expect(stream()).toMatchObject({ bytes: 100, counters: { trimmed: 5 } })
    expect(getRecords(engine, from, 100).records.map(({ index }) => index)).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ])
  })
  test('drops records after 24 hours, and a closed shard with them', () => {
    const { clock, engine, put, stream } = setUp()
    put(3, 10)
    splitShard(engine, 's', { shard: 'shardId-000000000000', newStart: 1n << 127n })
    clock.advance(24 * 3_600_000)
    expect(stream().counters.trimmed).toBe(0)
    expect([...stream().shards.keys()]).toEqual([0, 1, 2])
    clock.advance(1)
    expect(stream().counters.trimmed).toBe(3)
    expect([...stream().shards.keys()]).toEqual([1, 2])
  })
})

test('AUTO distribution spreads records and ignores their keys', () => {
  const { engine } = setUp({ spec: { mode: 'ON_DEMAND', distribution: 'AUTO' } })
  const records = Array.from({ length: 8 }, () => ({ partitionKey: 'k', data: Buffer.alloc(1) }))
  const shards = putRecords(engine, { stream: 's', records }).map((result) =>
    'code' in result ? result.code : result.shardId,
  )
  expect(new Set(shards).size).toBe(4)
  expect(() => addStream(engine, { name: 'p', shards: 1, distribution: 'AUTO' })).toThrow(
    'only supported in ON_DEMAND',
  )
})
