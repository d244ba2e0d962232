import { DescribeStreamSummaryCommand, type KinesisClient } from '@aws-sdk/client-kinesis'
import type { CodecName } from '../../codecs/codec.ts'
import { classifyError, type Failure } from './classify-error.ts'
import { streamRef } from './put-body.ts'
import { withinLimit, type TimeLimit } from './within-limit.ts'

/** What a look at a stream says. */
export interface StreamVerdict {
  /** One clear line, when there is something to know. */
  readonly line: string | undefined
  /** The line is good to know, and nothing is wrong. */
  readonly harmless?: true
  /** Records may be written: it is fine, or nothing is known against it. */
  readonly usable: boolean
  /** How many are open, if that is known. */
  readonly shards?: number | undefined
  /** Whether to look again later. */
  readonly again: boolean
}

export interface StreamCheck {
  readonly client: KinesisClient
  readonly limit: TimeLimit
  readonly codec: CodecName
}

const fine: StreamVerdict = { line: undefined, usable: true, again: false }

function lineOf({ reason, message }: Failure, stream: string): string {
  if (reason === 'missing') return `Kinesis stream ${stream} does not exist (${message})`
  if (reason === 'credentials') {
    return `Kinesis stream ${stream}: kinesis:DescribeStreamSummary is not permitted (${message})`
  }
  return `Kinesis stream ${stream} cannot be reached (${message})`
}

/** Looks at a stream once. Never throws. */
export async function checkStream(
  { client, limit, codec }: StreamCheck,
  stream: string,
): Promise<StreamVerdict> {
  try {
    const { StreamDescriptionSummary } = await withinLimit(limit, (abortSignal) =>
      client.send(new DescribeStreamSummaryCommand(streamRef(stream)), { abortSignal }),
    )
    const {
      OpenShardCount: shards,
      StreamStatus,
      RecordDistributionStrategy,
    } = StreamDescriptionSummary ?? {}
    if (codec === 'kpl' && RecordDistributionStrategy === 'AUTO') {
      // AWS takes such records, and the KCL then drops them without a word.
      const line = `Kinesis stream ${stream} has AUTO record distribution, where consumers lose KPL aggregates: use the codec ndjson`
      return { line, usable: false, again: true }
    }
    if (RecordDistributionStrategy === 'AUTO') {
      // Such a stream ignores partition keys and hash keys.
      const line = `Kinesis stream ${stream} has AUTO record distribution: a visitor's events go to any shard, and their order is that of seq alone`
      return { line, harmless: true, usable: true, again: false }
    }
    if (StreamStatus === 'DELETING') {
      return { line: `Kinesis stream ${stream} is being deleted`, usable: true, again: false }
    }
    return { ...fine, shards }
  } catch (error) {
    const failure = classifyError(error)
    // Who may not look may still be allowed to write; everything else says nothing about the stream.
    const known = codec !== 'kpl' || failure.reason === 'credentials'
    return { line: lineOf(failure, stream), usable: known, again: failure.reason !== 'credentials' }
  }
}
