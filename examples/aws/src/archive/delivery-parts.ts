import type { CfnTable } from 'aws-cdk-lib/aws-glue'
import type { IStream } from 'aws-cdk-lib/aws-kinesis'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { Options } from '../options/options-table.ts'

/** What one of the two streams is delivered from and to. */
export interface DeliveryParts {
  readonly id: 'Events' | 'Rejected'
  readonly stream: IStream
  readonly bucket: IBucket
  readonly key: IKey
  readonly options: Options
  /** Where Firehose makes Parquet, the table that says which columns. */
  readonly parquet: { readonly database: string; readonly table: CfnTable } | undefined
}
