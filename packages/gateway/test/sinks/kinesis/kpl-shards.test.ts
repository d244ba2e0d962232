import { ListShardsCommand, MergeShardsCommand, SplitShardCommand } from '@aws-sdk/client-kinesis'
import { decodeKpl } from '@weir/archive/kpl'
import { expect, test } from 'vitest'
import { deliverAll, expectAllStored } from '../../support/deliver-all.ts'
import { clientFor, createRig, noLimits } from '../../support/kinesis.ts'
import { linesOf } from '../../support/lines.ts'

const id = (number: number) => `shardId-${String(number).padStart(12, '0')}`
const StreamName = 'events'
/** A point of the key space that is no end of any bucket. */
const odd = String((1n << 128n) / 3n)

test('no record of an aggregate is ever outside of its shard, which is when the KCL drops it', async () => {
  const rig = await createRig({
    codec: 'kpl',
    server: { streams: [{ name: StreamName, shards: 2 }], limits: noLimits },
    sink: { streams: { events: StreamName }, recordBytes: 512, limits: { minBuckets: 64 } },
  })
  const client = clientFor(rig.server.url)
  const changes = [
    () =>
      client.send(
        new SplitShardCommand({ StreamName, ShardToSplit: id(0), NewStartingHashKey: odd }),
      ),
    () =>
      client.send(
        new MergeShardsCommand({ StreamName, ShardToMerge: id(3), AdjacentShardToMerge: id(1) }),
      ),
  ]
  await deliverAll(rig, linesOf(400, 90))
  for (const [at, change] of changes.entries()) {
    const under = deliverAll(rig, linesOf(400, 90, 400 * (at + 1)))
    await change()
    await under
  }
  expectAllStored(rig, linesOf(1200, 90))
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }))
  const ranges = new Map(Shards.map((shard) => [shard.ShardId, shard.HashKeyRange]))
  const records = rig.server.control.records(StreamName)
  expect(new Set(records.map(({ shardId }) => shardId)).size).toBe(5)
  for (const { shardId, data } of records) {
    const { StartingHashKey = '', EndingHashKey = '' } = ranges.get(shardId) ?? {}
    for (const { explicitHashKey = '' } of decodeKpl(data) ?? []) {
      expect(BigInt(explicitHashKey)).toBeGreaterThanOrEqual(BigInt(StartingHashKey))
      expect(BigInt(explicitHashKey)).toBeLessThanOrEqual(BigInt(EndingHashKey))
    }
  }
  client.destroy()
  await rig.close()
})
