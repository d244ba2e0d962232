import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { createClient } from '../test/kinesis/sdk.ts'
import { createLeanClient } from './lean-client.ts'

const stream = 'bench'
const shards = 32
const records = 500
const eventBytes = 598

/** 500 records of one 598-byte event each: the shape that the research measured. */
const entries = Array.from({ length: records }, (_, at) => ({
  PartitionKey: `visitor-${at}`,
  Data: Buffer.alloc(eventBytes, `{"event_id":"${at}"}`),
}))
const body = Buffer.from(
  JSON.stringify({
    StreamName: stream,
    Records: entries.map(({ PartitionKey, Data }) => ({
      PartitionKey,
      Data: Data.toString('base64'),
    })),
  }),
)

/** A way to talk to an endpoint. */
export interface Talker {
  readonly createStream: () => Promise<unknown>
  readonly put: () => Promise<unknown>
  readonly close: () => void
}

/** The SDK, as it is used: it serialises, encodes and signs every request. */
export function sdkTalker(url: string): Talker {
  const client = createClient(url)
  return {
    createStream: () =>
      client.send(new CreateStreamCommand({ StreamName: stream, ShardCount: shards })),
    async put() {
      const { FailedRecordCount } = await client.send(
        new PutRecordsCommand({ StreamName: stream, Records: entries }),
      )
      if (FailedRecordCount !== 0) throw new Error(`${FailedRecordCount} records refused`)
    },
    close: () => client.destroy(),
  }
}

export function leanTalker(url: string): Talker {
  const client = createLeanClient(url)
  const create = Buffer.from(JSON.stringify({ StreamName: stream, ShardCount: shards }))
  return {
    createStream: () => client.call('CreateStream', create),
    put: () => client.call('PutRecords', body),
    close: client.close,
  }
}

export interface Load {
  readonly batches: number
  /** Requests under way at once. */
  readonly concurrency: number
}

/** Sends so many batches and answers records per second. */
export async function measure(talker: Talker, { batches, concurrency }: Load): Promise<number> {
  let left = batches
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await talker.put()
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  return (batches * records * 1000) / (performance.now() - start)
}
