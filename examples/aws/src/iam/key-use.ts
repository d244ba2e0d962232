import { Stack } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IStream } from 'aws-cdk-lib/aws-kinesis'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { allow, type Permission } from './permission.ts'

/** The key, through Kinesis and for this stream only. */
export const keyForStream = (key: IKey, stream: IStream, action: KeyAction): Permission =>
  allow([action], [key.keyArn], {
    StringEquals: {
      'kms:ViaService': `kinesis.${Stack.of(stream).region}.amazonaws.com`,
      'kms:EncryptionContext:aws:kinesis:arn': stream.streamArn,
    },
  })

/**
 * The key, through S3 and for this bucket only. With a bucket key the encryption context is the
 * bucket's ARN, and a condition on `bucket/*`, as older examples have it, does not hold; where S3
 * does without the bucket key, it is the object's.
 */
export const keyForBucket = (key: IKey, bucket: IBucket, ...actions: KeyAction[]): Permission =>
  allow(actions, [key.keyArn], {
    StringEquals: { 'kms:ViaService': `s3.${Stack.of(bucket).region}.amazonaws.com` },
    StringLike: {
      'kms:EncryptionContext:aws:s3:arn': [bucket.bucketArn, bucket.arnForObjects('*')],
    },
  })

export type KeyAction = 'kms:Decrypt' | 'kms:GenerateDataKey'
