import { PutRecordsCommand, type KinesisClient } from '@aws-sdk/client-kinesis'
import { classifyError, type Failure } from './classify-error.ts'
import { streamRef, writePutBody, type PutEntry } from './put-body.ts'
import { withinLimit, type TimeLimit } from './within-limit.ts'

/** What became of one record of a request. */
export type EntryResult = 'stored' | 'throttled' | 'failed'

export type PutOutcome =
  | { readonly ok: true; readonly results: readonly EntryResult[]; readonly message: string }
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
function commandFor(stream: string, entries: readonly PutEntry[]): PutRecordsCommand {
  const command = new PutRecordsCommand({ ...streamRef(stream), Records: [] })
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body?: unknown }
      request.body = writePutBody(stream, entries)
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
      message: refused?.ErrorMessage ?? '',
    }
  } catch (error) {
    return { ok: false, ...classifyError(error) }
  }
}

export const createPutRecords =
  (options: PutOptions): PutRecords =>
  (stream, entries) =>
    put(options, commandFor(stream, entries), entries.length)
