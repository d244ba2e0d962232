import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { ShardInfo } from './shard-plan.ts'

/**
 * HTTP/1.1 and no retries of the SDK's own: what may be tried again, and when, differs from call to
 * call. Region, endpoint and credentials are the SDK's own variables, unless an endpoint is given:
 * then it is one on this machine, which takes any key.
 */
export const createClient = (endpoint: string | undefined): KinesisClient =>
  new KinesisClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
    }),
    ...(endpoint !== undefined && {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  })

/** The calls that reading a stream takes. Each may fail as the SDK fails. */
export interface KinesisCalls {
  /** When the stream was made, in milliseconds since the epoch: one made anew is another stream. */
  readonly createdMs: () => Promise<number>
  readonly shards: () => Promise<ShardInfo[]>
  /** Behind a sequence number, or at the oldest record there is. */
  readonly iterator: (shardId: string, after: string | undefined) => Promise<string>
  readonly read: (iterator: string) => Promise<GetRecordsCommandOutput>
}

export function createCalls(
  client: KinesisClient,
  { stream, signal }: { stream: string; signal: AbortSignal },
): KinesisCalls {
  const until = { abortSignal: signal }
  const listPage = (NextToken: string | undefined) =>
    // A token stands for the stream: AWS refuses both together.
    client.send(
      new ListShardsCommand(NextToken === undefined ? { StreamName: stream } : { NextToken }),
      until,
    )
  return {
    async createdMs() {
      const command = new DescribeStreamSummaryCommand({ StreamName: stream })
      const { StreamDescriptionSummary } = await client.send(command, until)
      return StreamDescriptionSummary?.StreamCreationTimestamp?.getTime() ?? 0
    },
    async shards() {
      const shards: ShardInfo[] = []
      let token: string | undefined
      do {
        const { Shards = [], NextToken } = await listPage(token)
        for (const { ShardId = '', ParentShardId, AdjacentParentShardId } of Shards) {
          const parents = [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined)
          shards.push({ id: ShardId, parents })
        }
        token = NextToken
      } while (token !== undefined)
      return shards
    },
    async iterator(shardId, after) {
      const command = new GetShardIteratorCommand({
        StreamName: stream,
        ShardId: shardId,
        ...(after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: after }),
      })
      const { ShardIterator } = await client.send(command, until)
      if (ShardIterator === undefined) throw new Error('no iterator in the answer')
      return ShardIterator
    },
    read: (iterator) => client.send(new GetRecordsCommand({ ShardIterator: iterator }), until),
  }
}
