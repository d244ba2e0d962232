import { arnOf, streamNow } from '../engine/context.ts'
import { invalidArgument } from '../engine/kinesis-error.ts'
import { recordKib } from '../engine/limits.ts'
import { mergeShards, splitShard, updateShardCount } from '../engine/reshard.ts'
import { addStream, changeStream, removeStream } from '../engine/streams.ts'
import type { Operation } from './operation.ts'
import { integer, object, oneOf, required, text, type Params } from './params.ts'
import { assertStreamName, streamName } from './stream-ref.ts'

const modes = ['PROVISIONED', 'ON_DEMAND'] as const
const distributions = ['USER_PARTITION_KEY', 'AUTO'] as const
const maxShards = 10_000

const mode = (params: Params): (typeof modes)[number] | undefined => {
  const details = object(params, 'StreamModeDetails')
  return details === undefined
    ? undefined
    : required(oneOf(details, 'StreamMode', modes), 'StreamMode')
}

const recordSize = (params: Params): number | undefined =>
  integer(params, 'MaxRecordSizeInKiB', recordKib)

const create: Operation = (context, { params }) => {
  addStream(context, {
    name: assertStreamName(required(text(params, 'StreamName'), 'StreamName')),
    shards: integer(params, 'ShardCount', { min: 1, max: maxShards }),
    mode: mode(params),
    distribution: oneOf(params, 'RecordDistributionStrategy', distributions),
    maxRecordKib: recordSize(params),
  })
  return undefined
}

const remove: Operation = (context, { params }) => {
  removeStream(context, streamName(params))
  return undefined
}

const split: Operation = (context, { params }) => {
  const start = required(text(params, 'NewStartingHashKey'), 'NewStartingHashKey')
  if (!/^(?:0|[1-9]\d{0,38})$/.test(start)) {
    throw invalidArgument(`NewStartingHashKey ${start} is not a hash key.`)
  }
  splitShard(context, streamName(params), {
    shard: required(text(params, 'ShardToSplit'), 'ShardToSplit'),
    newStart: BigInt(start),
  })
  return undefined
}

const merge: Operation = (context, { params }) => {
  mergeShards(context, streamName(params), {
    shard: required(text(params, 'ShardToMerge'), 'ShardToMerge'),
    adjacent: required(text(params, 'AdjacentShardToMerge'), 'AdjacentShardToMerge'),
  })
  return undefined
}

const updateCount: Operation = (context, { params }) => {
  const name = streamName(params)
  required(oneOf(params, 'ScalingType', ['UNIFORM_SCALING']), 'ScalingType')
  const target = required(
    integer(params, 'TargetShardCount', { min: 1, max: maxShards }),
    'TargetShardCount',
  )
  return {
    StreamName: name,
    StreamARN: arnOf(context, name),
    CurrentShardCount: updateShardCount(context, name, target),
    TargetShardCount: target,
  }
}

const updateDistribution: Operation = (context, { params }) => {
  changeStream(context, streamName(params), {
    distribution: required(
      oneOf(params, 'RecordDistributionStrategy', distributions),
      'RecordDistributionStrategy',
    ),
  })
  return undefined
}

const updateRecordSize: Operation = (context, { params }) => {
  const name = streamName(params)
  streamNow(context, name)
  changeStream(context, name, {
    maxRecordKib: required(recordSize(params), 'MaxRecordSizeInKiB'),
  })
  return undefined
}

export const streamOperations: Readonly<Record<string, Operation>> = {
  CreateStream: create,
  DeleteStream: remove,
  SplitShard: split,
  MergeShards: merge,
  UpdateShardCount: updateCount,
  UpdateStreamRecordDistributionStrategy: updateDistribution,
  UpdateMaxRecordSize: updateRecordSize,
}
