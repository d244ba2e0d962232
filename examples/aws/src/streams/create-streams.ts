import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { type IStream, Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis'
import { Construct } from 'constructs'
import { accept } from '../checks/accept.ts'
import type { Options } from '../options/options-table.ts'

/** Where the gateway writes. */
export interface Streams {
  readonly events: IStream
  readonly rejected: IStream
}

/** Rejected events are few, unless somebody releases a mistake: then RejectedThrottles speaks. */
const rejectedShards = 1

export function createStreams(
  parent: Construct,
  { key, options }: { key: IKey; options: Options },
): Streams {
  const scope = new Construct(parent, 'Streams')
  const capacity = (shardCount: number) =>
    options.capacity === 'on-demand'
      ? { streamMode: StreamMode.ON_DEMAND }
      : { streamMode: StreamMode.PROVISIONED, shardCount }
  const common = {
    encryption: StreamEncryption.KMS,
    encryptionKey: key,
    retentionPeriod: Duration.hours(options.streamHours),
    // A stream that stays is paid for by the hour; that of a first deployment that failed is empty.
    removalPolicy: options.keep ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  }
  accept(scope, 'KDS3', 'A key of our own can be denied, rotated and deleted; that of AWS cannot.')
  return {
    events: new Stream(scope, 'Events', { ...common, ...capacity(options.shards) }),
    rejected: new Stream(scope, 'Rejected', { ...common, ...capacity(rejectedShards) }),
  }
}
