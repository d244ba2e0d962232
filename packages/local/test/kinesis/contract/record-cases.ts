import { PutRecordCommand, PutRecordsCommand, type KinesisClient } from '@aws-sdk/client-kinesis'
import type { Case } from './case.ts'
import { readShard, textOf } from './read-all.ts'

const first = 'shardId-000000000000'

async function put(client: KinesisClient, StreamName: string, words: readonly string[]) {
  const numbers: string[] = []
  for (const word of words) {
    const { SequenceNumber } = await client.send(
      new PutRecordCommand({ StreamName, PartitionKey: 'k', Data: Buffer.from(word) }),
    )
    numbers.push(SequenceNumber ?? '')
  }
  return numbers
}

const writing: readonly Case[] = [
  {
    name: 'a record goes to the shard of the MD5 of its key, or of its explicit hash key',
    async run({ client, stream }) {
      const StreamName = await stream(2)
      const { Records } = await client.send(
        new PutRecordsCommand({
          StreamName,
          Records: ['a', 'b', 'c', 'd'].map((PartitionKey) => ({
            PartitionKey,
            Data: Buffer.from('x'),
          })),
        }),
      )
      const { ShardId } = await client.send(
        new PutRecordCommand({
          StreamName,
          PartitionKey: 'a',
          ExplicitHashKey: '340282366920938463463374607431768211455',
          Data: Buffer.from('x'),
        }),
      )
      return [...(Records ?? []), { ShardId }].map((record) => record.ShardId?.slice(-1)).join('')
    },
    // MD5: a 0c…, b 92…, c 4a…, d 82….
    aws: '01011',
  },
  {
    name: 'sequence numbers of a shard rise',
    async run({ client, stream }) {
      const numbers = await put(client, await stream(1), ['1', '2', '3', '4'])
      const values = numbers.map(BigInt)
      return values.every((value, at) => at === 0 || value > (values[at - 1] ?? value))
    },
    aws: true,
  },
  {
    name: 'sequence numbers have 56 digits',
    run: async ({ client, stream }) =>
      (await put(client, await stream(1), ['1'])).map(({ length }) => length),
    aws: [56],
  },
  {
    name: 'PutRecords answers in the order of the request',
    async run({ client, stream }) {
      const StreamName = await stream(1)
      const { Records, FailedRecordCount } = await client.send(
        new PutRecordsCommand({
          StreamName,
          Records: Array.from({ length: 500 }, (_, at) => ({
            PartitionKey: `k${at}`,
            Data: Buffer.from(String(at)),
          })),
        }),
      )
      const read = await readShard(client, { stream: StreamName, shard: first })
      const numberOf = new Map(textOf(read).map((text, at) => [text, read[at]?.SequenceNumber]))
      const same = Records?.every(
        ({ SequenceNumber }, at) => numberOf.get(String(at)) === SequenceNumber,
      )
      return [FailedRecordCount, same]
    },
    aws: [0, true],
  },
]

const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value))

const reading: readonly Case[] = [
  {
    name: 'a record comes back byte for byte, with its key and its time',
    async run({ client, stream }) {
      const StreamName = await stream(1)
      const before = Date.now()
      await client.send(new PutRecordCommand({ StreamName, PartitionKey: 'κλειδί', Data: bytes }))
      const [record] = await readShard(client, { stream: StreamName, shard: first })
      const ms = record?.ApproximateArrivalTimestamp?.getTime() ?? 0
      return [
        record?.PartitionKey,
        bytes.equals(record?.Data ?? Buffer.alloc(0)),
        ms >= before - 1 && ms <= Date.now(),
      ]
    },
    aws: ['κλειδί', true, true],
  },
  {
    name: 'iterators start where they say',
    async run({ client, stream }) {
      const name = await stream(1)
      const [, two] = await put(client, name, ['1', '2', '3'])
      const from = (ShardIteratorType: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER') =>
        readShard(client, {
          stream: name,
          shard: first,
          start: { ShardIteratorType, StartingSequenceNumber: two },
        })
      const at = await from('AT_SEQUENCE_NUMBER')
      const after = await from('AFTER_SEQUENCE_NUMBER')
      const latest = await readShard(client, {
        stream: name,
        shard: first,
        start: { ShardIteratorType: 'LATEST' },
      })
      return [at, after, latest].map((records) => textOf(records).join(''))
    },
    aws: ['23', '3', ''],
  },
  {
    name: 'an iterator starts at a time',
    async run({ client, stream }) {
      const name = await stream(1)
      await put(client, name, ['1', '2'])
      const all = await readShard(client, { stream: name, shard: first })
      const start = { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(1000) } as const
      const old = await readShard(client, { stream: name, shard: first, start })
      return [all.length, old.length]
    },
    aws: [2, 2],
  },
]

export const recordCases: readonly Case[] = [...writing, ...reading]
