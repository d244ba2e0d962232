import {
  GetRecordsCommand,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  type ShardFilterType,
} from '@aws-sdk/client-kinesis'
import type { Bench, Case } from './case.ts'
import { iteratorOf } from './read-all.ts'

const id = (number: number) => `shardId-${String(number).padStart(12, '0')}`
const middle = String(1n << 127n)

/** A shard as its number, its parents' numbers, and whether it is open. */
async function shape({ client }: Bench, StreamName: string, Type?: ShardFilterType) {
  const { Shards } = await client.send(
    new ListShardsCommand({ StreamName, ...(Type && { ShardFilter: { Type } }) }),
  )
  return Shards?.map((shard) => {
    const parents = [shard.ParentShardId, shard.AdjacentParentShardId].filter(Boolean)
    const open = shard.SequenceNumberRange?.EndingSequenceNumber === undefined
    const numbers = parents.map((parent) => Number(parent?.slice(-3)))
    return `${Number(shard.ShardId?.slice(-3))}${open ? ' open' : ''} from ${numbers.join('+')}`
  })
}

async function split(bench: Bench, StreamName: string): Promise<void> {
  await bench.client.send(
    new SplitShardCommand({ StreamName, ShardToSplit: id(0), NewStartingHashKey: middle }),
  )
  await bench.active(StreamName)
}

export const reshardCases: readonly Case[] = [
  {
    name: 'a split closes the parent and opens two children',
    async run(bench) {
      const stream = await bench.stream(1)
      await split(bench, stream)
      return shape(bench, stream)
    },
    aws: ['0 from ', '1 open from 0', '2 open from 0'],
  },
  {
    name: 'a merge closes two parents and opens one child',
    async run(bench) {
      const StreamName = await bench.stream(2)
      await bench.client.send(
        new MergeShardsCommand({ StreamName, ShardToMerge: id(0), AdjacentShardToMerge: id(1) }),
      )
      await bench.active(StreamName)
      return shape(bench, StreamName)
    },
    aws: ['0 from ', '1 from ', '2 open from 0+1'],
  },
  {
    name: 'AT_LATEST lists the open shards only',
    async run(bench) {
      const stream = await bench.stream(1)
      await split(bench, stream)
      return shape(bench, stream, 'AT_LATEST')
    },
    aws: ['1 open from 0', '2 open from 0'],
  },
  {
    name: 'doubling the shards leaves twice as many open',
    async run(bench) {
      const StreamName = await bench.stream(2)
      const { CurrentShardCount, TargetShardCount } = await bench.client.send(
        new UpdateShardCountCommand({
          StreamName,
          TargetShardCount: 4,
          ScalingType: 'UNIFORM_SCALING',
        }),
      )
      await bench.active(StreamName)
      const open = (await shape(bench, StreamName))?.filter((shard) => shard.includes('open'))
      return [CurrentShardCount, TargetShardCount, open?.length]
    },
    aws: [2, 4, 4],
  },
  {
    name: 'a closed shard is read to its end, which names its children',
    async run(bench) {
      const { client } = bench
      const StreamName = await bench.stream(1)
      await client.send(
        new PutRecordCommand({ StreamName, PartitionKey: 'k', Data: Buffer.from('x') }),
      )
      await split(bench, StreamName)
      const from = await iteratorOf(client, { stream: StreamName, shard: id(0) })
      const end = await client.send(new GetRecordsCommand({ ShardIterator: from }))
      return [
        end.Records?.length,
        end.NextShardIterator ?? null,
        end.ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards]),
      ]
    },
    aws: [
      1,
      null,
      [
        [id(1), [id(0)]],
        [id(2), [id(0)]],
      ],
    ],
  },
]
