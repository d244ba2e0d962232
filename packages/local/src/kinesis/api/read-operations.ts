import { usableStream } from '../engine/context.ts'
import { invalidArgument } from '../engine/kinesis-error.ts'
import type { StoredRecord } from '../engine/record-log.ts'
import { getRecords, getShardIterator, type IteratorStart } from '../engine/read.ts'
import { arrivalDigits, sequenceNumber } from '../engine/sequence-number.ts'
import { shardId, type Shard } from '../engine/shard.ts'
import type { Operation } from './operation.ts'
import { integer, oneOf, required, text, timeMs, type Params } from './params.ts'
import { streamName } from './stream-ref.ts'
import { answerDryRun } from './write-operations.ts'

const types = [
  'AT_SEQUENCE_NUMBER',
  'AFTER_SEQUENCE_NUMBER',
  'TRIM_HORIZON',
  'LATEST',
  'AT_TIMESTAMP',
] as const

function iteratorStart(params: Params): IteratorStart {
  const type = required(oneOf(params, 'ShardIteratorType', types), 'ShardIteratorType')
  const number = text(params, 'StartingSequenceNumber')
  const timestampMs = timeMs(params, 'Timestamp')
  const how =
    'Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber or (3) AT_TIMESTAMP and Timestamp.'
  if (type === 'AT_TIMESTAMP') {
    if (timestampMs === undefined) throw invalidArgument(`${how} Request has no Timestamp.`)
    return { type, timestampMs }
  }
  if (type === 'TRIM_HORIZON' || type === 'LATEST') {
    if (number === undefined) return { type }
    throw invalidArgument(`${how} Request specified ${type} and also a StartingSequenceNumber.`)
  }
  if (number === undefined) {
    throw invalidArgument(`${how} Request specified ${type} and no StartingSequenceNumber.`)
  }
  return { type, sequenceNumber: number }
}

const getIterator: Operation = (context, call) => {
  const { params } = call
  const name = streamName(params)
  const shard = required(text(params, 'ShardId'), 'ShardId')
  const start = iteratorStart(params)
  usableStream(context, name)
  answerDryRun(call)
  return { ShardIterator: getShardIterator(context, name, { shard, start }) }
}

const recordJson = (shard: Shard, record: StoredRecord): object => ({
  SequenceNumber: sequenceNumber(shard.prefix, record.index, arrivalDigits(record.arrivalMs)),
  ApproximateArrivalTimestamp: record.arrivalMs / 1000,
  Data: record.data.toString('base64'),
  PartitionKey: record.partitionKey,
})

export const hashRangeJson = ({ range }: Shard): object => ({
  StartingHashKey: String(range.start),
  EndingHashKey: String(range.end),
})

const childJson = (child: Shard): object => ({
  ShardId: child.id,
  ParentShards: child.parents.map(shardId),
  HashKeyRange: hashRangeJson(child),
})

const get: Operation = (context, call) => {
  const iterator = required(text(call.params, 'ShardIterator'), 'ShardIterator')
  const most = context.limits.recordsPerRead
  const limit = integer(call.params, 'Limit', { min: 1, max: 10_000 }) ?? most
  answerDryRun(call)
  const read = getRecords(context, iterator, limit)
  return {
    Records: read.records.map((record) => recordJson(read.shard, record)),
    // AWS says null, not nothing, at the end of a closed shard.
    NextShardIterator: read.nextIterator ?? null,
    MillisBehindLatest: read.behindMs,
    ...(read.children.length > 0 && { ChildShards: read.children.map(childJson) }),
  }
}

export const readOperations: Readonly<Record<string, Operation>> = {
  GetShardIterator: getIterator,
  GetRecords: get,
}
