import { PutRecordsCommand, type KinesisClient } from '@aws-sdk/client-kinesis'
import { createBufferPool } from '../../memory/buffer-pool.ts'
import { classifyError, type Failure } from './classify-error.ts'
import { streamRef, writePutBody, type PutEntry } from './put-body.ts'
import { withinLimit, type TimeLimit } from './within-limit.ts'

/** What became of one record of a request. */
export type EntryResult = 'stored' | 'throttled' | 'failed'

export type PutOutcome =
  | {
      readonly ok: true
      readonly results: readonly EntryResult[]
      /** Where each of those that are stored went, as far as the answer says. */
      readonly shards?: readonly (string | undefined)[]
      readonly message: string
    }
  | ({ readonly ok: false } & Failure)

/** Sends records in one request and never throws. */
export type PutRecords = (stream: string, entries: readonly PutEntry[]) => Promise<PutOutcome>

export interface PutOptions {
  readonly client: KinesisClient
  readonly limit: TimeLimit
}

/**
 * A PutRecords that carries a body which is already serialised. The SDK still finds credentials and
 * endpoint, signs, sends and reads the answer; it only has no records of its own to serialise.
 */
function commandFor(
  stream: string,
  entries: readonly PutEntry[],
  memory: (bytes: number) => Buffer,
): PutRecordsCommand {
  const command = new PutRecordsCommand({ ...streamRef(stream), Records: [] })
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body?: unknown }
      request.body = writePutBody(stream, entries, memory)
      return next(args)
    },
    // Low: after the SDK's own serialiser, before the length and the signature.
    { step: 'serialize', priority: 'low', name: 'weirPutBody' },
  )
  return command
}

const resultOf = (errorCode: string | undefined): EntryResult => {
  if (errorCode === undefined) return 'stored'
  return errorCode === 'ProvisionedThroughputExceededException' ? 'throttled' : 'failed'
}

async function put(
  { client, limit }: PutOptions,
  command: PutRecordsCommand,
  count: number,
): Promise<PutOutcome> {
  try {
    const { Records = [] } = await withinLimit(limit, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    if (Records.length !== count) {
      const message = `an answer for ${Records.length} of ${count} records`
      return { ok: false, reason: 'server', message, maybeStored: true }
    }
    const refused = Records.find(({ ErrorCode }) => ErrorCode !== undefined)
    return {
      ok: true,
      results: Records.map(({ ErrorCode }) => resultOf(ErrorCode)),
      shards: Records.map(({ ShardId }) => ShardId),
      message: refused?.ErrorMessage ?? '',
    }
  } catch (error) {
    return { ok: false, ...classifyError(error) }
  }
}

export function createPutRecords(options: PutOptions): PutRecords {
  const pool = createBufferPool()
  return async (stream, entries) => {
    let lent: Buffer | undefined
    const command = commandFor(stream, entries, (bytes) => {
      lent = pool.take(bytes)
      return lent
    })
    const outcome = await put(options, command, entries.length)
    // Only an answer shows that the body was read: one that failed may still be on its way.
    if (outcome.ok && lent !== undefined) pool.give(lent)
    return outcome
  }
}
