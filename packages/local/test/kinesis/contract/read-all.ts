import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
  type _Record,
} from '@aws-sdk/client-kinesis'

export interface From {
  readonly stream: string
  readonly shard: string
  readonly start?: Partial<GetShardIteratorCommandInput>
}

export async function iteratorOf(client: KinesisClient, from: From): Promise<string> {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName: from.stream,
      ShardId: from.shard,
      ShardIteratorType: 'TRIM_HORIZON',
      ...from.start,
    }),
  )
  return ShardIterator ?? ''
}

/** Reads a shard until it is caught up or at its end. */
export async function readShard(client: KinesisClient, from: From): Promise<_Record[]> {
  const records: _Record[] = []
  let next: string | undefined = await iteratorOf(client, from)
  while (next !== undefined) {
    const page: Awaited<ReturnType<typeof getPage>> = await getPage(client, next)
    records.push(...(page.Records ?? []))
    next = page.MillisBehindLatest === 0 ? undefined : (page.NextShardIterator ?? undefined)
  }
  return records
}

const getPage = (client: KinesisClient, ShardIterator: string) =>
  client.send(new GetRecordsCommand({ ShardIterator }))

export const textOf = (records: readonly _Record[]): string[] =>
  records.map(({ Data }) => Buffer.from(Data ?? []).toString())
