import { usableStream, type EngineContext } from './context.ts'
import { invalidArgument, KinesisError } from './kinesis-error.ts'
import type { StoredRecord } from './record-log.ts'
import { parseSequenceNumber } from './sequence-number.ts'
import { assertFresh, decodeIterator, encodeIterator } from './shard-iterator.ts'
import { isOpen, shardNumber, type Shard } from './shard.ts'
import type { Stream } from './stream.ts'

export type IteratorStart =
  | { readonly type: 'TRIM_HORIZON' }
  | { readonly type: 'LATEST' }
  | { readonly type: 'AT_TIMESTAMP'; readonly timestampMs: number }
  | { readonly type: 'AT_SEQUENCE_NUMBER'; readonly sequenceNumber: string }
  | { readonly type: 'AFTER_SEQUENCE_NUMBER'; readonly sequenceNumber: string }

export interface ReadResult {
  readonly shard: Shard
  readonly records: readonly StoredRecord[]
  /** Undefined once a closed shard is read to its end. */
  readonly nextIterator: string | undefined
  readonly behindMs: number
  /** The shards that follow, told at the end of a closed one. */
  readonly children: readonly Shard[]
}

const under = (context: EngineContext, stream: Stream): string =>
  `in stream ${stream.state.name} under account ${context.account}`

function readableShard(context: EngineContext, stream: Stream, id: string): Shard {
  const shard = stream.shards.get(shardNumber(id) ?? -1)
  if (shard !== undefined) return shard
  throw new KinesisError(
    'ResourceNotFoundException',
    `Shard ${id} ${under(context, stream)} does not exist`,
  )
}

function throttle(context: EngineContext, stream: Stream, shard: Shard): KinesisError {
  stream.counters.readsThrottled += 1
  return new KinesisError(
    'ProvisionedThroughputExceededException',
    `Rate exceeded for shard ${shard.id} ${under(context, stream)}.`,
  )
}

function indexOfNumber(
  context: EngineContext,
  stream: Stream,
  { shard, number }: { shard: Shard; number: string },
): number {
  const parsed = parseSequenceNumber(number)
  const used = `StartingSequenceNumber ${number} used in GetShardIterator on shard ${shard.id} ${under(context, stream)} is invalid`
  if (parsed === undefined) throw invalidArgument(`${used}.`)
  if (parsed.shard !== shard.number) {
    const encoded = String(parsed.shard).padStart(12, '0')
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes shardId-${encoded}, while it was used in a call to a shard with ${shard.id}`,
    )
  }
  if (parsed.createdMs !== shard.createdMs) {
    throw invalidArgument(`${used} because it did not come from this stream.`)
  }
  return parsed.index
}

function startIndex(
  context: EngineContext,
  stream: Stream,
  { shard, start }: { shard: Shard; start: IteratorStart },
): number {
  if (start.type === 'TRIM_HORIZON') return 0
  if (start.type === 'LATEST') return shard.log.nextIndex()
  if (start.type === 'AT_TIMESTAMP') {
    const nowMs = context.clock()
    if (start.timestampMs <= nowMs) return shard.log.indexAt(start.timestampMs)
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${start.timestampMs}, currentTimestampInMillis: ${nowMs}`,
    )
  }
  const index = indexOfNumber(context, stream, { shard, number: start.sequenceNumber })
  return start.type === 'AT_SEQUENCE_NUMBER' ? index : index + 1
}

export function getShardIterator(
  context: EngineContext,
  name: string,
  from: { shard: string; start: IteratorStart },
): string {
  const stream = usableStream(context, name)
  const shard = readableShard(context, stream, from.shard)
  const nowMs = context.clock()
  if (!shard.budget.iterators.has(1, nowMs)) throw throttle(context, stream, shard)
  const index = startIndex(context, stream, { shard, start: from.start })
  shard.budget.iterators.take(1, nowMs)
  return encodeIterator({
    stream: name,
    createdMs: stream.state.createdMs,
    shard: shard.number,
    index,
    issuedMs: nowMs,
  })
}

/** A read may overdraw the byte budget, as at AWS: 10 MB at once keeps the shard quiet for 5 s. */
export function getRecords(
  context: EngineContext,
  iterator: string,
  maxRecords: number,
): ReadResult {
  const { limits, clock } = context
  const from = decodeIterator(iterator)
  const nowMs = clock()
  assertFresh(from, { nowMs, maxAgeMs: limits.iteratorMs })
  const stream = usableStream(context, from.stream)
  if (stream.state.createdMs !== from.createdMs) throw invalidArgument('Invalid ShardIterator.')
  const shard = readableShard(context, stream, String(from.shard))
  const { reads, readBytes } = shard.budget
  if (!reads.has(1, nowMs) || !readBytes.has(1, nowMs)) throw throttle(context, stream, shard)
  const records = shard.log.read(from.index, {
    records: Math.min(maxRecords, limits.recordsPerRead),
    bytes: limits.bytesPerRead,
  })
  reads.take(1, nowMs)
  readBytes.take(
    records.reduce((sum, record) => sum + record.bytes, 0),
    nowMs,
  )
  const index = (records.at(-1)?.index ?? from.index - 1) + 1
  const [unread] = shard.log.read(index, { records: 1, bytes: 0 })
  const ended = unread === undefined && !isOpen(shard)
  return {
    shard,
    records,
    nextIterator: ended ? undefined : encodeIterator({ ...from, index, issuedMs: nowMs }),
    behindMs: unread === undefined ? 0 : Math.max(0, nowMs - unread.arrivalMs),
    children: ended
      ? [...stream.shards.values()].filter((other) => other.parents.includes(shard.number))
      : [],
  }
}
