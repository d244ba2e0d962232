import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EngineContext } from '../../../src/kinesis/engine/context.ts'
import { createEngine } from '../../../src/kinesis/engine/engine.ts'
import { hashKeyOf, maxHashKey } from '../../../src/kinesis/engine/hash-key.ts'
import { getRecords, getShardIterator } from '../../../src/kinesis/engine/read.ts'
import { mergeShards, splitShard, updateShardCount } from '../../../src/kinesis/engine/reshard.ts'
import type { Stream } from '../../../src/kinesis/engine/stream.ts'
import { addStream } from '../../../src/kinesis/engine/streams.ts'
import { putRecord } from '../../../src/kinesis/engine/write.ts'
import { createFakeClock } from '../fake-clock.ts'

const off = Number.POSITIVE_INFINITY
const unlimited = {
  writeBytesPerSecond: off,
  writeRecordsPerSecond: off,
  readBytesPerSecond: off,
  readsPerSecond: off,
  iteratorsPerSecond: off,
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('split' as const), pick: fc.nat(1000) }),
  fc.record({ kind: fc.constant('merge' as const), pick: fc.nat(1000) }),
  fc.record({ kind: fc.constant('scale' as const), pick: fc.nat(1000) }),
  fc.record({ kind: fc.constant('put' as const), pick: fc.nat(30) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function change(engine: EngineContext, stream: Stream, { kind, pick }: Step): void {
  const shard = stream.open[pick % stream.open.length]
  const next = stream.open[(pick % stream.open.length) + 1]
  if (shard === undefined) throw new Error('a stream has open shards')
  const { start, end } = shard.range
  if (kind === 'split' && end - start > 4n && stream.open.length < 40) {
    splitShard(engine, 's', { shard: shard.id, newStart: start + (end - start) / 3n + 1n })
  }
  if (kind === 'merge' && next !== undefined) {
    mergeShards(engine, 's', { shard: shard.id, adjacent: next.id })
  }
  if (kind === 'scale') {
    const low = Math.ceil(stream.open.length / 2)
    updateShardCount(engine, 's', Math.min(40, low + (pick % (stream.open.length * 2 - low + 1))))
  }
}

/** Reads every shard to its end, parents before their children, as a consumer has to. */
function readInOrder(engine: EngineContext, stream: Stream) {
  return [...stream.shards.values()].flatMap((shard) => {
    const start = { type: 'TRIM_HORIZON' } as const
    const { records } = getRecords(
      engine,
      getShardIterator(engine, 's', { shard: shard.id, start }),
      10_000,
    )
    return records
  })
}

function newStream(shards: number) {
  const clock = createFakeClock()
  const engine = createEngine({ clock: clock.now, limits: unlimited })
  addStream(engine, { name: 's', shards })
  const stream = engine.streams.get('s')
  if (stream === undefined) throw new Error('the stream was just made')
  return { clock, engine, stream }
}

test('after any splits and merges every key has exactly one open shard', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.string(), (steps, key) => {
      const { engine, stream } = newStream(2)
      for (const one of steps) change(engine, stream, one)
      const ends = stream.open.map(({ range }) => range.end)
      const starts = stream.open.map(({ range }) => range.start)
      expect(starts).toEqual([0n, ...ends.slice(0, -1).map((end) => end + 1n)])
      expect(ends.at(-1)).toBe(maxHashKey)
      const hash = hashKeyOf(key)
      const holding = stream.open.filter(({ range }) => range.start <= hash && hash <= range.end)
      const { shardId } = putRecord(engine, {
        stream: 's',
        records: [{ partitionKey: key, data: Buffer.alloc(1) }],
      })
      expect(holding.map(({ id }) => id)).toEqual([shardId])
    }),
  )
})

test('through any resharding what is written is read, and in order for each key', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { clock, engine, stream } = newStream(2)
      const written: string[] = []
      for (const [at, one] of steps.entries()) {
        clock.advance(1)
        change(engine, stream, one)
        if (one.kind !== 'put') continue
        const partitionKey = `key-${one.pick % 5}`
        written.push(`${partitionKey}:${at}`)
        const data = Buffer.from(String(at))
        putRecord(engine, { stream: 's', records: [{ partitionKey, data }] })
      }
      const read = readInOrder(engine, stream).map(
        ({ partitionKey, data }) => `${partitionKey}:${data.toString()}`,
      )
      expect(read).toHaveLength(written.length)
      for (const key of new Set(written.map((one) => one.slice(0, 5)))) {
        const ofKey = (list: readonly string[]) => list.filter((one) => one.startsWith(key))
        expect(ofKey(read)).toEqual(ofKey(written))
      }
    }),
  )
})

test('UpdateShardCount leaves equal shards, whatever the number', () => {
  for (const [from, to] of [
    [2, 3],
    [3, 5],
    [5, 3],
    [4, 2],
    [7, 11],
  ] as const) {
    const { engine, stream } = newStream(from)
    expect(updateShardCount(engine, 's', to)).toBe(from)
    const sizes = stream.open.map(({ range }) => range.end - range.start + 1n)
    const equal = (maxHashKey + 1n) / BigInt(to)
    expect(sizes.slice(0, -1)).toEqual(Array.from({ length: to - 1 }, () => equal))
    for (const shard of stream.shards.values()) {
      expect(shard.parents.length).toBeLessThanOrEqual(2)
      for (const parent of shard.parents) expect(parent).toBeLessThan(shard.number)
    }
  }
})

test('while a stream is updating it is written to its old shards', () => {
  const clock = createFakeClock()
  const engine = createEngine({ clock: clock.now, transitionMs: 1000 })
  addStream(engine, { name: 's', shards: 1 })
  const put = () =>
    putRecord(engine, { stream: 's', records: [{ partitionKey: 'k', data: Buffer.alloc(1) }] })
  expect(put).toThrow('not found')
  clock.advance(1000)
  splitShard(engine, 's', { shard: 'shardId-000000000000', newStart: 1n << 127n })
  expect(put().shardId).toBe('shardId-000000000000')
  expect(() => updateShardCount(engine, 's', 2)).toThrow('not ACTIVE, instead in state UPDATING')
  clock.advance(1000)
  expect(put().shardId).toBe('shardId-000000000002')
})

test('an on-demand stream is not resharded by hand, and an account has so many shards', () => {
  const engine = createEngine({ limits: { shards: 5 } })
  addStream(engine, { name: 'auto', mode: 'ON_DEMAND' })
  expect(() => updateShardCount(engine, 'auto', 5)).toThrow('On-Demand mode')
  expect(() => addStream(engine, { name: 's', shards: 2 })).toThrow('shard limit')
})
