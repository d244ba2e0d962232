import { Stack } from 'aws-cdk-lib'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { createRole } from '../iam/create-role.ts'
import { keyForBucket, keyForStream } from '../iam/key-use.ts'
import { allow, allowAny, type Permission } from '../iam/permission.ts'
import type { DeliveryParts } from './delivery-parts.ts'

export interface DeliveryRoleParts extends DeliveryParts {
  /** Prefixes that it may write below. */
  readonly writes: readonly string[]
  readonly logStreamArn: string
}

/** What Firehose needs, and no more: the managed role could also delete what it has written. */
export function createDeliveryRole(scope: Construct, parts: DeliveryRoleParts): IRole {
  const { id, stream, bucket, key, writes, logStreamArn } = parts
  return createRole(scope, 'Role', {
    service: 'firehose.amazonaws.com',
    onlyFor: { StringEquals: { 'sts:ExternalId': Stack.of(scope).account } },
    about: `Firehose, from the stream of ${id.toLowerCase()} to the archive.`,
    permissions: [
      allow(
        [
          'kinesis:DescribeStream',
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
        ],
        [stream.streamArn],
      ),
      keyForStream(key, stream, 'kms:Decrypt'),
      allow(
        ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        [bucket.bucketArn],
      ),
      allowAny(
        ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
        writes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
        'Firehose makes the names of objects below the prefixes that it fills.',
      ),
      keyForBucket(key, bucket, 'kms:Decrypt', 'kms:GenerateDataKey'),
      allow(['logs:PutLogEvents'], [logStreamArn]),
      ...readTable(scope, parts),
    ],
  })
}

function readTable(scope: Construct, { parquet }: DeliveryRoleParts): Permission[] {
  if (parquet === undefined) return []
  const { database, table } = parquet
  const arn = (resource: string) => Stack.of(scope).formatArn({ service: 'glue', resource })
  return [
    allow(
      ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
      [arn('catalog'), arn(`database/${database}`), arn(`table/${database}/${table.ref}`)],
    ),
  ]
}
