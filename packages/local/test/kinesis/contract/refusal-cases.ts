import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  type PutRecordCommandInput,
} from '@aws-sdk/client-kinesis'
import { outcome, type Bench, type Case } from './case.ts'

const id = (number: number) => `shardId-${String(number).padStart(12, '0')}`
const record = { PartitionKey: 'k', Data: Buffer.from('x') }
const mib = 1024 * 1024

/** A case whose outcome is an error's name. */
const refused = (name: string, aws: string, run: (bench: Bench) => Promise<unknown>): Case => ({
  name,
  aws,
  run: (bench) => outcome(run(bench)),
})

const putting = (change: Partial<PutRecordCommandInput>) => async (bench: Bench) =>
  bench.client.send(
    new PutRecordCommand({ StreamName: await bench.stream(1), ...record, ...change }),
  )

const puttingMany = (Records: PutRecordsOf) => async (bench: Bench) =>
  bench.client.send(new PutRecordsCommand({ StreamName: await bench.stream(1), Records }))
type PutRecordsOf = { PartitionKey: string; Data: Buffer }[]

const writes: readonly Case[] = [
  refused('a stream that is not there', 'ResourceNotFoundException', ({ client }) =>
    client.send(new PutRecordCommand({ StreamName: 'nowhere', ...record })),
  ),
  refused('an empty partition key', 'ValidationException', putting({ PartitionKey: '' })),
  refused(
    'a partition key of 257 characters',
    'ValidationException',
    putting({ PartitionKey: 'k'.repeat(257) }),
  ),
  refused('a partition key of 256 characters', 'ok', putting({ PartitionKey: 'k'.repeat(256) })),
  refused(
    'an explicit hash key of 2^128',
    'InvalidArgumentException',
    putting({ ExplicitHashKey: String(1n << 128n) }),
  ),
  refused(
    'a record of 1 MiB and its key',
    'InvalidArgumentException',
    putting({ Data: Buffer.alloc(mib) }),
  ),
  refused(
    '501 records',
    'ValidationException',
    puttingMany(Array.from({ length: 501 }, () => record)),
  ),
  refused('no records', 'ValidationException', puttingMany([])),
]

const reads: readonly Case[] = [
  refused('a shard that is not there', 'ResourceNotFoundException', async (bench) =>
    bench.client.send(
      new GetShardIteratorCommand({
        StreamName: await bench.stream(1),
        ShardId: id(7),
        ShardIteratorType: 'LATEST',
      }),
    ),
  ),
  refused('a sequence number that is missing', 'InvalidArgumentException', async (bench) =>
    bench.client.send(
      new GetShardIteratorCommand({
        StreamName: await bench.stream(1),
        ShardId: id(0),
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      }),
    ),
  ),
]

const changes: readonly Case[] = [
  refused('a stream name with a blank', 'ValidationException', ({ client }) =>
    client.send(new CreateStreamCommand({ StreamName: 'bad name', ShardCount: 1 })),
  ),
  refused('a split at the start of a shard', 'InvalidArgumentException', async (bench) =>
    bench.client.send(
      new SplitShardCommand({
        StreamName: await bench.stream(1),
        ShardToSplit: id(0),
        NewStartingHashKey: '0',
      }),
    ),
  ),
  refused('a merge of shards that do not touch', 'InvalidArgumentException', async (bench) =>
    bench.client.send(
      new MergeShardsCommand({
        StreamName: await bench.stream(3),
        ShardToMerge: id(0),
        AdjacentShardToMerge: id(2),
      }),
    ),
  ),
  refused('more than twice the shards', 'InvalidArgumentException', async (bench) =>
    bench.client.send(
      new UpdateShardCountCommand({
        StreamName: await bench.stream(1),
        TargetShardCount: 3,
        ScalingType: 'UNIFORM_SCALING',
      }),
    ),
  ),
]

/** Last, because kinesis-local 0.6.2 answers them with an empty 500 and drops the connection. */
const dropping: readonly Case[] = [
  refused(
    'an explicit hash key that is no number',
    'ValidationException',
    putting({ ExplicitHashKey: 'abc' }),
  ),
  refused('an iterator that was never given', 'InvalidArgumentException', ({ client }) =>
    client.send(new GetRecordsCommand({ ShardIterator: 'garbage' })),
  ),
]

export const refusalCases: readonly Case[] = [...writes, ...reads, ...changes, ...dropping]
