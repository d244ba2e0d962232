import type { EngineContext } from '../engine/context.ts'
import { usableStream } from '../engine/context.ts'
import { maxHashKey } from '../engine/hash-key.ts'
import { constraintBroken, invalidArgument, KinesisError } from '../engine/kinesis-error.ts'
import { putRecord, putRecords, type NewRecord } from '../engine/write.ts'
import type { Call, Operation } from './operation.ts'
import { flag, isObject, required, text, type Params } from './params.ts'
import { streamName } from './stream-ref.ts'

const maxKeyLength = 256

/** Node's decoder forgives what AWS does not; the length shows what it skipped. */
function decodeBase64(encoded: string): Buffer {
  const data = Buffer.from(encoded, 'base64')
  const padding = encoded.endsWith('==') ? 2 : encoded.endsWith('=') ? 1 : 0
  const expected = (encoded.length / 4) * 3 - padding
  if (data.length === expected && !encoded.includes('-') && !encoded.includes('_')) return data
  throw new KinesisError('SerializationException', 'Data is not valid base64')
}

function hashKey(params: Params): bigint | undefined {
  const value = text(params, 'ExplicitHashKey')
  if (value === undefined) return undefined
  if (!/^(?:0|[1-9]\d{0,38})$/.test(value)) {
    throw constraintBroken(
      value,
      'explicitHashKey',
      'Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})',
    )
  }
  const key = BigInt(value)
  if (key <= maxHashKey) return key
  throw invalidArgument(
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${value}`,
  )
}

/** With AUTO distribution a partition key may be left out. */
function partitionKey(params: Params, auto: boolean): string {
  const key = text(params, 'PartitionKey')
  const value = auto ? (key ?? '') : required(key, 'PartitionKey')
  if (value === '' && !auto) {
    throw constraintBroken('', 'partitionKey', 'Member must have length greater than or equal to 1')
  }
  // Unicode characters, not UTF-16 units; the short way is enough for almost all.
  if (value.length > maxKeyLength && Array.from(value).length > maxKeyLength) {
    throw constraintBroken(
      value,
      'partitionKey',
      'Member must have length less than or equal to 256',
    )
  }
  return value
}

const newRecord = (params: Params, auto: boolean): NewRecord => ({
  partitionKey: partitionKey(params, auto),
  hashKey: hashKey(params),
  data: decodeBase64(required(text(params, 'Data'), 'Data')),
})

const isAuto = (context: EngineContext, stream: string): boolean =>
  usableStream(context, stream).state.distribution === 'AUTO'

/** DryRun asks whether the call would be allowed: at AWS the answer "yes" is this error. */
export function answerDryRun({ params }: Call): void {
  if (!flag(params, 'DryRun')) return
  throw new KinesisError(
    'DryRunOperationException',
    'The request was rejected because the DryRun parameter was specified.',
  )
}

const put: Operation = (context, call) => {
  const stream = streamName(call.params)
  const record = newRecord(call.params, isAuto(context, stream))
  answerDryRun(call)
  const written = putRecord(context, { stream, records: [record], veto: call.veto })
  return { ShardId: written.shardId, SequenceNumber: written.sequenceNumber }
}

function entries(context: EngineContext, { params }: Call): readonly unknown[] {
  const list = required(params['Records'] ?? undefined, 'Records')
  if (!Array.isArray(list)) {
    throw new KinesisError('SerializationException', 'Records is not a list')
  }
  const most = context.limits.recordsPerRequest
  const size = `[${list.length} entries]`
  if (list.length === 0) {
    throw constraintBroken(size, 'records', 'Member must have length greater than or equal to 1')
  }
  if (list.length > most) {
    throw constraintBroken(size, 'records', `Member must have length less than or equal to ${most}`)
  }
  return list
}

const putMany: Operation = (context, call) => {
  const stream = streamName(call.params)
  const list = entries(context, call)
  const auto = isAuto(context, stream)
  const records = list.map((entry) => {
    if (isObject(entry)) return newRecord(entry, auto)
    throw new KinesisError('SerializationException', 'An entry of Records is not an object')
  })
  answerDryRun(call)
  let failed = 0
  const results = putRecords(context, { stream, records, veto: call.veto }).map((result) => {
    if (!('code' in result)) {
      return { SequenceNumber: result.sequenceNumber, ShardId: result.shardId }
    }
    failed += 1
    return { ErrorCode: result.code, ErrorMessage: result.message }
  })
  return { FailedRecordCount: failed, Records: results }
}

export const writeOperations: Readonly<Record<string, Operation>> = {
  PutRecord: put,
  PutRecords: putMany,
}
