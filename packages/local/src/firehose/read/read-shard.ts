import type { _Record as KinesisRecord, GetRecordsCommandOutput } from '@aws-sdk/client-kinesis'
import { pause } from '../pause.ts'
import { kindOf } from './explain-read.ts'
import type { Gate } from './gate.ts'
import type { KinesisCalls } from './kinesis-calls.ts'
import { type PaceOptions, waitMsAfter } from './pace.ts'

export interface ShardReadOptions {
  readonly shardId: string
  /** Behind which sequence number; undefined: from the oldest record. */
  readonly after: string | undefined
  readonly calls: KinesisCalls
  readonly keepTrying: <Answer>(call: () => Promise<Answer>) => Promise<Answer>
  /** Bounds what all shards hold of answers at once. */
  readonly gate: Gate
  /** Resolves when more may be read. */
  readonly room: () => Promise<void>
  /** Takes records in their order; resolves when the next may come. */
  readonly take: (shardId: string, records: readonly KinesisRecord[]) => Promise<void>
  readonly onRead: (shardId: string, behindMs: number) => void
  /** The stream has no more of what comes next: it is read from its oldest record on. */
  readonly onSkipped: (shardId: string) => void
  readonly pace: PaceOptions
  readonly signal: AbortSignal
}

/** Reads a shard; resolves at the end of a closed one, and rejects when the signal aborts. */
export async function readShard(options: ShardReadOptions): Promise<void> {
  const { shardId, pace, signal } = options
  let position = options.after
  let iterator: string | undefined
  for (;;) {
    signal.throwIfAborted()
    try {
      iterator ??= await findIterator(options, position)
      const answer: GetRecordsCommandOutput = await readOnce(options, iterator)
      const records = answer.Records ?? []
      position = records.at(-1)?.SequenceNumber ?? position
      const behindMs = answer.MillisBehindLatest ?? 0
      options.onRead(shardId, behindMs)
      if (typeof answer.NextShardIterator !== 'string') return
      iterator = answer.NextShardIterator
      const bytes = records.reduce((sum, { Data }) => sum + (Data?.length ?? 0), 0)
      await pause(waitMsAfter({ bytes, isBehind: behindMs > 0 }, pace), signal)
    } catch (error) {
      // After five minutes without a read, in an outage or while the archive cannot be written.
      if (kindOf(error) !== 'expired') throw error
      iterator = undefined
    }
  }
}

/** One answer, taken. A shard that waits for its next attempt leaves the gate to the others. */
async function readOnce(options: ShardReadOptions, iterator: string) {
  let failure: { readonly error: unknown } | undefined
  const answer = await options.keepTrying(() =>
    options.gate.run(async () => {
      await options.room()
      const read = await options.calls.read(iterator)
      // What is read is taken once: only the call may be tried again.
      await options.take(options.shardId, read.Records ?? []).catch((error: unknown) => {
        failure = { error }
      })
      return read
    }),
  )
  if (failure !== undefined) throw failure.error
  return answer
}

async function findIterator(
  { shardId, calls, keepTrying, onSkipped }: ShardReadOptions,
  position: string | undefined,
): Promise<string> {
  try {
    return await keepTrying(() => calls.iterator(shardId, position))
  } catch (error) {
    if (kindOf(error) !== 'refused' || position === undefined) throw error
    onSkipped(shardId)
    return await keepTrying(() => calls.iterator(shardId, undefined))
  }
}
