import { arnOf, streamNow, type EngineContext } from '../engine/context.ts'
import { invalidArgument } from '../engine/kinesis-error.ts'
import { statusOf, type Stream } from '../engine/stream.ts'
import { settleAll } from '../engine/streams.ts'
import type { Operation } from './operation.ts'
import { integer, object, text } from './params.ts'
import { decodeToken, encodeToken, shardFilter, shardJson, shardsAfter } from './shard-list.ts'
import { streamName } from './stream-ref.ts'

const identity = (context: EngineContext, stream: Stream): object => ({
  StreamName: stream.state.name,
  StreamARN: arnOf(context, stream.state.name),
  StreamStatus: statusOf(stream),
  StreamModeDetails: { StreamMode: stream.state.mode },
  StreamCreationTimestamp: stream.state.createdMs / 1000,
})

const description = (context: EngineContext, stream: Stream): object => ({
  ...identity(context, stream),
  RetentionPeriodHours: stream.state.retentionHours,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: 'NONE',
})

const describeSummary: Operation = (context, { params }) => {
  const stream = streamNow(context, streamName(params))
  return {
    StreamDescriptionSummary: {
      ...description(context, stream),
      OpenShardCount: stream.open.length,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: stream.state.maxRecordKib,
      RecordDistributionStrategy: stream.state.distribution,
    },
  }
}

const describe: Operation = (context, { params }) => {
  const stream = streamNow(context, streamName(params))
  const limit = integer(params, 'Limit', { min: 1, max: 10_000 }) ?? 100
  const shards = shardsAfter(stream, text(params, 'ExclusiveStartShardId'))
  return {
    StreamDescription: {
      ...description(context, stream),
      // While a stream is being made its shards do not show.
      Shards: statusOf(stream) === 'CREATING' ? [] : shards.slice(0, limit).map(shardJson),
      HasMoreShards: shards.length > limit,
    },
  }
}

const listShards: Operation = (context, { params }) => {
  const token = text(params, 'NextToken')
  if (token !== undefined && (params['StreamName'] ?? params['StreamARN']) !== undefined) {
    throw invalidArgument('NextToken and StreamName cannot be provided together.')
  }
  const place =
    token === undefined
      ? { stream: streamName(params), after: text(params, 'ExclusiveStartShardId') }
      : decodeToken(context, token)
  const stream = streamNow(context, place.stream)
  const horizonMs = context.clock() - stream.state.retentionHours * 3_600_000
  const shards = shardsAfter(stream, place.after).filter(
    shardFilter(object(params, 'ShardFilter'), Math.max(horizonMs, stream.state.createdMs)),
  )
  const most = integer(params, 'MaxResults', { min: 1, max: 10_000 }) ?? 1000
  const last = shards[most - 1]
  return {
    Shards: shards.slice(0, most).map(shardJson),
    ...(last !== undefined &&
      shards.length > most && {
        NextToken: encodeToken(context, { stream: place.stream, after: last.id }),
      }),
  }
}

const listStreams: Operation = (context, { params }) => {
  const token = text(params, 'NextToken')
  const after =
    token === undefined
      ? (text(params, 'ExclusiveStartStreamName') ?? '')
      : decodeToken(context, token).after
  const limit = integer(params, 'Limit', { min: 1, max: 10_000 }) ?? 100
  const rest = settleAll(context).filter(({ state }) => state.name > after)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return {
    StreamNames: page.map(({ state }) => state.name),
    StreamSummaries: page.map((stream) => identity(context, stream)),
    HasMoreStreams: rest.length > limit,
    ...(last !== undefined &&
      rest.length > limit && {
        NextToken: encodeToken(context, { stream: '', after: last.state.name }),
      }),
  }
}

export const describeOperations: Readonly<Record<string, Operation>> = {
  DescribeStream: describe,
  DescribeStreamSummary: describeSummary,
  ListShards: listShards,
  ListStreams: listStreams,
}
