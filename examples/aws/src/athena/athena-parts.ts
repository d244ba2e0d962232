import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { Catalog } from '../archive/create-catalog.ts'
import type { Options } from '../options/options-table.ts'

/** What is asked, and how. */
export interface AthenaParts {
  readonly bucket: IBucket
  readonly key: IKey
  readonly catalog: Catalog
  readonly options: Options
}
