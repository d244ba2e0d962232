import type { EngineContext } from '../engine/context.ts'
import { invalidArgument, KinesisError } from '../engine/kinesis-error.ts'
import { lastSequenceNumber, sequenceNumber } from '../engine/sequence-number.ts'
import { isOpen, shardId, shardNumber, type Shard } from '../engine/shard.ts'
import type { Stream } from '../engine/stream.ts'
import { oneOf, required, text, timeMs, type Params } from './params.ts'
import { hashRangeJson } from './read-operations.ts'

export const shardJson = (shard: Shard): object => {
  const [parent, adjacent] = shard.parents
  return {
    ShardId: shard.id,
    ...(parent !== undefined && { ParentShardId: shardId(parent) }),
    ...(adjacent !== undefined && { AdjacentParentShardId: shardId(adjacent) }),
    HashKeyRange: hashRangeJson(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumber(shard.prefix, 0, '0'.repeat(13)),
      ...(!isOpen(shard) && { EndingSequenceNumber: lastSequenceNumber(shard.prefix) }),
    },
  }
}

/** All shards after one, by number; an id that was never given out is not an error at AWS either. */
export const shardsAfter = (stream: Stream, id: string | undefined): Shard[] => {
  const after = id === undefined ? -1 : (shardNumber(id) ?? -1)
  return [...stream.shards.values()].filter((shard) => shard.number > after)
}

const filterTypes = [
  'AFTER_SHARD_ID',
  'AT_TRIM_HORIZON',
  'FROM_TRIM_HORIZON',
  'AT_LATEST',
  'AT_TIMESTAMP',
  'FROM_TIMESTAMP',
] as const

/** Whether a shard passes ListShards' ShardFilter. */
export function shardFilter(
  filter: Params | undefined,
  horizonMs: number,
): (shard: Shard) => boolean {
  if (filter === undefined) return () => true
  const type = required(oneOf(filter, 'Type', filterTypes), 'Type')
  const startedBy = (ms: number) => (shard: Shard) => shard.createdMs <= ms
  const endedAfter = (ms: number) => (shard: Shard) => (shard.closedMs ?? ms) >= ms
  const at = (ms: number) => (shard: Shard) => startedBy(ms)(shard) && endedAfter(ms)(shard)
  if (type === 'AT_LATEST') return isOpen
  if (type === 'FROM_TRIM_HORIZON') return () => true
  if (type === 'AT_TRIM_HORIZON') return at(horizonMs)
  if (type === 'AFTER_SHARD_ID') {
    const after = shardNumber(required(text(filter, 'ShardId'), 'ShardId')) ?? -1
    return (shard) => shard.number > after
  }
  const ms = timeMs(filter, 'Timestamp')
  if (ms === undefined) throw invalidArgument(`Timestamp is required for shard filter ${type}.`)
  return type === 'AT_TIMESTAMP' ? at(ms) : endedAfter(ms)
}

const tokenMs = 300_000

/** A page of a listing goes on where this says, for five minutes. */
export const encodeToken = (
  context: EngineContext,
  place: { stream: string; after: string },
): string => Buffer.from(`${context.clock()}/${place.after}/${place.stream}`).toString('base64')

export function decodeToken(
  context: EngineContext,
  token: string,
): { stream: string; after: string } {
  const match = /^(\d+)\/([\w.-]+)\/([\w.-]*)$/.exec(Buffer.from(token, 'base64').toString())
  const [, issued, after, stream] = match ?? []
  if (after === undefined || stream === undefined) throw invalidArgument('Invalid NextToken.')
  if (context.clock() - Number(issued) > tokenMs) {
    throw new KinesisError('ExpiredNextTokenException', 'The NextToken has expired.')
  }
  return { stream, after }
}
