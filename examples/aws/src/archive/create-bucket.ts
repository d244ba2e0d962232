import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  type BucketProps,
  BucketEncryption,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Options } from '../options/options-table.ts'

const accessLogDays = 90
const resultDays = 7

/** The prefixes of the bucket; those of the archive are a contract. */
export const prefixes = {
  events: 'events/',
  parquet: 'parquet/',
  rejected: 'rejected/',
  errors: 'errors/',
  results: 'athena-results/',
} as const

/** The archive: encrypted, private, TLS only, and every prefix with an end. */
export function createBucket(
  parent: Construct,
  { key, options }: { key: IKey; options: Options },
): Bucket {
  const scope = new Construct(parent, 'Archive')
  const removalPolicy = options.keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const closed: BucketProps = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
  }
  const accessLogs = new Bucket(scope, 'AccessLogs', {
    ...closed,
    // S3 does not write access logs with a key of ours.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'expire', expiration: Duration.days(accessLogDays) }],
  })
  // Not versioned: an erased visitor has to be gone, and a second copy would keep them.
  return new Bucket(scope, 'Bucket', {
    ...closed,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs,
    lifecycleRules: lifecycle(options),
  })
}

function lifecycle(options: Options): LifecycleRule[] {
  const { infrequentDays, glacierDays, expireDays, rejectedDays } = options
  const aging = (id: string, prefix: string): LifecycleRule => ({
    id,
    prefix,
    transitions: [
      {
        storageClass: StorageClass.INFREQUENT_ACCESS,
        transitionAfter: Duration.days(infrequentDays),
      },
      {
        // The one Glacier that Athena reads without a restore.
        storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
        transitionAfter: Duration.days(glacierDays),
      },
    ],
    expiration: Duration.days(expireDays),
  })
  const brief = (id: string, prefix: string, days: number): LifecycleRule => ({
    id,
    prefix,
    expiration: Duration.days(days),
  })
  return [
    aging('events', prefixes.events),
    aging('parquet', prefixes.parquet),
    brief('rejected', prefixes.rejected, rejectedDays),
    brief('errors', prefixes.errors, rejectedDays),
    brief('results', prefixes.results, resultDays),
    { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  ]
}
