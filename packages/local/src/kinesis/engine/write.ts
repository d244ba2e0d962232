import { usableStream, type EngineContext } from './context.ts'
import { invalidArgument, KinesisError, type KinesisErrorCode } from './kinesis-error.ts'
import type { Placed } from './journal.ts'
import type { StoredRecord } from './record-log.ts'
import { arrivalDigits, sequenceNumber } from './sequence-number.ts'
import type { Shard } from './shard.ts'
import { route, settle, type Stream } from './stream.ts'

export interface NewRecord {
  readonly partitionKey: string
  readonly hashKey?: bigint | undefined
  readonly data: Buffer
}

export interface Written {
  readonly shardId: string
  readonly sequenceNumber: string
}
export interface Refused {
  readonly code: KinesisErrorCode
  readonly message: string
}

/** Asked for every record before it is written; an answer refuses it in the shard's name. */
export type WriteVeto = (shardId: string) => Refused | undefined

export interface Batch {
  readonly stream: string
  readonly records: readonly NewRecord[]
  readonly veto?: WriteVeto | undefined
}

const exceeded = (context: EngineContext, stream: Stream, shard: Shard): Refused => ({
  code: 'ProvisionedThroughputExceededException',
  message: `Rate exceeded for shard ${shard.id} in stream ${stream.state.name} under account ${context.account}.`,
})

/** Sizes are checked before anything is written: AWS takes none of a batch that is not valid. */
function measure(context: EngineContext, stream: Stream, records: readonly NewRecord[]): number[] {
  const { limits } = context
  const maxBytes = stream.state.maxRecordKib * 1024
  let total = 0
  const sizes = records.map(({ data, partitionKey }) => {
    const bytes = data.length + Buffer.byteLength(partitionKey)
    if (bytes > maxBytes) {
      throw invalidArgument(
        `Record size of ${bytes} bytes exceeds the maximum record size of ${maxBytes} bytes of stream ${stream.state.name}.`,
      )
    }
    total += bytes
    return bytes
  })
  if (total > limits.requestBytes) {
    throw invalidArgument(`Records size exceeds ${limits.requestBytes} bytes limit`)
  }
  return sizes
}

/** Writes what the shards have room for; the rest is refused record by record, in the same order. */
export function putRecords(context: EngineContext, batch: Batch): (Written | Refused)[] {
  const stream = usableStream(context, batch.stream)
  const sizes = measure(context, stream, batch.records)
  const nowMs = context.clock()
  const arrival = arrivalDigits(nowMs)
  const placed: Placed[] = []
  const results = batch.records.map((record, at) => {
    const bytes = sizes[at] ?? 0
    const shard = route(stream, record)
    const vetoed = batch.veto?.(shard.id)
    if (vetoed !== undefined) {
      if (vetoed.code === 'ProvisionedThroughputExceededException') stream.counters.throttled += 1
      return vetoed
    }
    const { writeBytes, writeRecords } = shard.budget
    if (!writeRecords.has(1, nowMs) || !writeBytes.has(bytes, nowMs)) {
      stream.counters.throttled += 1
      return exceeded(context, stream, shard)
    }
    writeRecords.take(1, nowMs)
    writeBytes.take(bytes, nowMs)
    const stored = append(stream, shard, { record, bytes, nowMs })
    placed.push({ shard: shard.number, record: stored })
    return {
      shardId: shard.id,
      sequenceNumber: sequenceNumber(shard.prefix, stored.index, arrival),
    }
  })
  if (placed.length > 0) context.journal.records(stream.state.name, placed)
  settle(stream, context, nowMs)
  return results
}

function append(
  stream: Stream,
  shard: Shard,
  { record, bytes, nowMs }: { record: NewRecord; bytes: number; nowMs: number },
): StoredRecord {
  const stored: StoredRecord = {
    index: shard.log.nextIndex(),
    ordinal: stream.nextOrdinal,
    arrivalMs: nowMs,
    partitionKey: record.partitionKey,
    data: record.data,
    bytes,
  }
  shard.log.append(stored)
  stream.nextOrdinal += 1
  stream.bytes += bytes
  stream.counters.records += 1
  stream.counters.bytes += bytes
  return stored
}

/** One record: what is a refused entry in a batch is an error of the whole call here. */
export function putRecord(context: EngineContext, batch: Batch): Written {
  const [result] = putRecords(context, batch)
  if (result === undefined) throw new RangeError('one record in, one result out')
  if ('code' in result) throw new KinesisError(result.code, result.message)
  return result
}
