import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose'
import { LogStream } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { logStreamArn } from '../iam/log-arn.ts'
import { accept } from '../checks/accept.ts'
import type { Options } from '../options/options-table.ts'
import { createLogs } from '../watch/create-logs.ts'
import { prefixes } from './create-bucket.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { createDeliveryRole } from './delivery-role.ts'

/** From one stream to one prefix of the bucket. */
export interface Delivery {
  /** Of the delivery stream, as CloudWatch knows it. */
  readonly name: string
  readonly isParquet: boolean
  readonly resource: CfnDeliveryStream
}

/** Of both streams. */
export type Deliveries = Readonly<Record<DeliveryParts['id'], Delivery>>

/** Arrival time in UTC. `yyyy` is the year of the date; `YYYY` would be that of the week. */
const hour =
  'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/'

export function createDelivery(parent: Construct, parts: DeliveryParts): Delivery {
  const { id, stream, bucket, key, options, parquet } = parts
  const scope = new Construct(parent, `Deliver${id}`)
  const logs = createLogs(scope, 'Logs', options)
  const logStream = new LogStream(scope, 'LogStream', {
    logGroup: logs,
    logStreamName: 'delivery',
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const name = id.toLowerCase() as 'events' | 'rejected'
  const prefix = parquet === undefined ? prefixes[name] : prefixes.parquet
  const errors = `${prefixes.errors}${name}/`
  const role = createDeliveryRole(scope, {
    ...parts,
    writes: [prefix, errors],
    logStreamArn: logStreamArn(logs, logStream.logStreamName),
  })
  const delivery = new CfnDeliveryStream(scope, 'Firehose', {
    deliveryStreamType: 'KinesisStreamAsSource',
    kinesisStreamSourceConfiguration: {
      kinesisStreamArn: stream.streamArn,
      roleArn: role.roleArn,
    },
    extendedS3DestinationConfiguration: {
      bucketArn: bucket.bucketArn,
      roleArn: role.roleArn,
      prefix: `${prefix}${hour}`,
      errorOutputPrefix: `${errors}!{firehose:error-output-type}/${hour}`,
      bufferingHints: {
        intervalInSeconds: options.bufferSeconds,
        sizeInMBs: options.bufferMiB,
      },
      encryptionConfiguration: { kmsEncryptionConfig: { awskmsKeyArn: key.keyArn } },
      cloudWatchLoggingOptions: {
        enabled: true,
        logGroupName: logs.logGroupName,
        logStreamName: logStream.logStreamName,
      },
      ...(parquet === undefined ? lines(options) : columns({ scope, role, parquet })),
    },
  })
  accept(
    delivery,
    'KDF1',
    'Its source is a stream that is encrypted; the setting is for deliveries that are written to directly.',
  )
  return { name: delivery.ref, isParquet: parquet !== undefined, resource: delivery }
}

/**
 * Lines of JSON. Every event ends with its newline, so Firehose adds none; and what the gateway has
 * compressed stays as it is: gzip members one after the other are one valid .gz file.
 */
const lines = ({ codec }: Options) => ({
  compressionFormat: codec === 'ndjson-gzip' ? 'UNCOMPRESSED' : 'GZIP',
  fileExtension: '.json.gz',
})

interface ColumnParts {
  readonly scope: Construct
  readonly role: IRole
  readonly parquet: NonNullable<DeliveryParts['parquet']>
}

const columns = ({ scope, role, parquet }: ColumnParts) => ({
  compressionFormat: 'UNCOMPRESSED', // Parquet compresses its columns itself
  dataFormatConversionConfiguration: {
    enabled: true,
    // By default keys become small, those of `properties` too, and two that are then the same cost the record.
    inputFormatConfiguration: { deserializer: { openXJsonSerDe: { caseInsensitive: false } } },
    outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
    schemaConfiguration: {
      catalogId: Stack.of(scope).account,
      region: Stack.of(scope).region,
      databaseName: parquet.database,
      tableName: parquet.table.ref,
      roleArn: role.roleArn,
      versionId: 'LATEST',
    },
  },
})
