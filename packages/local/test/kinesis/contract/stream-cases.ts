import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  ListStreamsCommand,
  waitUntilStreamExists,
  waitUntilStreamNotExists,
} from '@aws-sdk/client-kinesis'
import { outcome, type Case } from './case.ts'

const waiter = (bench: { client: ConstructorParameters<typeof Object>[0] }) => ({
  client: bench.client as never,
  maxWaitTime: 20,
  minDelay: 0.01,
  maxDelay: 0.05,
})

const existence: readonly Case[] = [
  {
    name: 'the waiter sees a stream that was made',
    async run(bench) {
      await bench.client.send(new CreateStreamCommand({ StreamName: 'waited-for', ShardCount: 1 }))
      return (await waitUntilStreamExists(waiter(bench), { StreamName: 'waited-for' })).state
    },
    aws: 'SUCCESS',
  },
  {
    name: 'the waiter sees a stream that was deleted',
    async run(bench) {
      const StreamName = await bench.stream(1)
      await bench.client.send(new DeleteStreamCommand({ StreamName }))
      return (await waitUntilStreamNotExists(waiter(bench), { StreamName })).state
    },
    aws: 'SUCCESS',
  },
  {
    name: 'a name can be taken once',
    async run({ client, stream }) {
      const StreamName = await stream(1)
      return outcome(client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 })))
    },
    aws: 'ResourceInUseException',
  },
  {
    name: 'a stream is found by its ARN alone',
    async run({ client, stream }) {
      const StreamName = await stream(1)
      const { StreamDescriptionSummary: byName } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      )
      const { StreamDescriptionSummary: byArn } = await client.send(
        new DescribeStreamSummaryCommand({ StreamARN: byName?.StreamARN }),
      )
      return byArn?.StreamName === StreamName
    },
    aws: true,
  },
]

const descriptions: readonly Case[] = [
  {
    name: 'the summary tells status, mode and open shards',
    async run({ client, stream }) {
      const StreamName = await stream(3)
      const { StreamDescriptionSummary: told } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      )
      return [
        told?.StreamStatus,
        told?.StreamModeDetails?.StreamMode,
        told?.OpenShardCount,
        told?.RetentionPeriodHours,
      ]
    },
    aws: ['ACTIVE', 'PROVISIONED', 3, 24],
  },
  {
    name: 'the summary tells the record distribution',
    async run({ client, stream }) {
      const StreamName = await stream(1)
      const { StreamDescriptionSummary: told } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      )
      return told?.RecordDistributionStrategy
    },
    aws: 'USER_PARTITION_KEY',
  },
  {
    name: 'shards cut the key space in equal parts',
    async run({ client, stream }) {
      const { Shards } = await client.send(new ListShardsCommand({ StreamName: await stream(2) }))
      return Shards?.map(({ HashKeyRange }) => [
        HashKeyRange?.StartingHashKey,
        HashKeyRange?.EndingHashKey,
      ])
    },
    aws: [
      ['0', '170141183460469231731687303715884105727'],
      ['170141183460469231731687303715884105728', '340282366920938463463374607431768211455'],
    ],
  },
  {
    name: 'ListShards goes on where its token says',
    async run({ client, stream }) {
      const StreamName = await stream(3)
      const first = await client.send(new ListShardsCommand({ StreamName, MaxResults: 2 }))
      const second = await client.send(new ListShardsCommand({ NextToken: first.NextToken }))
      return [first, second].map(({ Shards }) => Shards?.map(({ ShardId }) => ShardId?.slice(-1)))
    },
    aws: [['0', '1'], ['2']],
  },
  {
    name: 'DescribeStream pages its shards',
    async run({ client, stream }) {
      const StreamName = await stream(3)
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamName, Limit: 2 }),
      )
      return [StreamDescription?.Shards?.length, StreamDescription?.HasMoreShards]
    },
    aws: [2, true],
  },
  {
    name: 'ListStreams lists by name, after a name',
    async run({ client, stream }) {
      const names = [await stream(1), await stream(1)].sort()
      const { StreamNames } = await client.send(
        new ListStreamsCommand({ ExclusiveStartStreamName: names[0], Limit: 1000 }),
      )
      return [StreamNames?.includes(names[0] ?? ''), StreamNames?.includes(names[1] ?? '')]
    },
    aws: [false, true],
  },
]

export const streamCases: readonly Case[] = [...existence, ...descriptions]
