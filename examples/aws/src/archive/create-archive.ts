import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'
import { createBucket } from './create-bucket.ts'
import { type Catalog, createCatalog } from './create-catalog.ts'
import { createDelivery, type Deliveries } from './create-delivery.ts'

/** From the streams to files with columns. */
export interface Archive {
  readonly bucket: Bucket
  readonly catalog: Catalog
  readonly deliveries: Deliveries
}

export interface ArchiveParts {
  readonly streams: Streams
  readonly key: IKey
  readonly options: Options
}

export function createArchive(parent: Construct, { streams, key, options }: ArchiveParts): Archive {
  const bucket = createBucket(parent, { key, options })
  const catalog = createCatalog(parent, { bucket, options })
  const { database, events: table } = catalog
  const common = { bucket, key, options }
  const deliveries = {
    Events: createDelivery(parent, {
      ...common,
      id: 'Events',
      stream: streams.events,
      parquet: options.format === 'parquet' ? { database, table } : undefined,
    }),
    // Somebody will read them one by one: they stay lines of JSON.
    Rejected: createDelivery(parent, {
      ...common,
      id: 'Rejected',
      stream: streams.rejected,
      parquet: undefined,
    }),
  }
  return { bucket, catalog, deliveries }
}
