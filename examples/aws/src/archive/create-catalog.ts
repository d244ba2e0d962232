import { Stack } from 'aws-cdk-lib'
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { eventColumns, partitionColumns, projection, rejectedColumns } from '@weir/schema/columns'
import { Construct } from 'constructs'
import type { Options } from '../options/options-table.ts'
import { prefixes } from './create-bucket.ts'

/** What Athena and Firehose know of the archive. */
export interface Catalog {
  readonly database: string
  readonly events: CfnTable
  readonly rejected: CfnTable
}

const hive = 'org.apache.hadoop.hive.ql.io'

/** How the files of a table are read, in the words of Hive. */
const formats = {
  json: {
    classification: 'json',
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: `${hive}.HiveIgnoreKeyTextOutputFormat`,
    serdeInfo: {
      serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
      // A line that is not JSON fails the query instead of turning into a row of nulls. Keys of
      // `properties` keep their case: two that differ by it alone would fail every query.
      parameters: { 'ignore.malformed.json': 'false', 'case.insensitive': 'false' },
    },
  },
  parquet: {
    classification: 'parquet',
    inputFormat: `${hive}.parquet.MapredParquetInputFormat`,
    outputFormat: `${hive}.parquet.MapredParquetOutputFormat`,
    serdeInfo: {
      serializationLibrary: `${hive}.parquet.serde.ParquetHiveSerDe`,
      parameters: { 'serialization.format': '1' },
    },
  },
} as const

interface TableParts {
  readonly id: string
  readonly columns: typeof eventColumns
  readonly prefix: string
  readonly format: keyof typeof formats
}

/** Columns and partitions are those of the schema: a field there is a column here. */
export function createCatalog(
  parent: Construct,
  { bucket, options }: { bucket: IBucket; options: Options },
): Catalog {
  const scope = new Construct(parent, 'Catalog')
  const stack = Stack.of(scope)
  const database = new CfnDatabase(scope, 'Database', {
    catalogId: stack.account,
    databaseInput: { name: catalogName(stack.stackName), description: 'Clickstream, by Weir.' },
  })
  const table = ({ id, columns, prefix, format }: TableParts) => {
    const { classification, ...storage } = formats[format]
    const made = new CfnTable(scope, id, {
      catalogId: stack.account,
      databaseName: database.ref,
      tableInput: {
        name: id.toLowerCase(),
        tableType: 'EXTERNAL_TABLE',
        parameters: { EXTERNAL: 'TRUE', classification, ...projection },
        partitionKeys: partitionColumns.map(({ name, glue }) => ({ name, type: glue })),
        storageDescriptor: {
          ...storage,
          columns: columns.map(({ name, glue, comment }) => ({ name, type: glue, comment })),
          location: `s3://${bucket.bucketName}/${prefix}`,
        },
      },
    })
    return made
  }
  const { format } = options
  const eventsPrefix = format === 'json' ? prefixes.events : prefixes.parquet
  return {
    database: database.ref,
    events: table({ id: 'Events', columns: eventColumns, prefix: eventsPrefix, format }),
    rejected: table({
      id: 'Rejected',
      columns: rejectedColumns,
      prefix: prefixes.rejected,
      format: 'json',
    }),
  }
}

/** Glue and Athena know small letters, digits and underscores. */
export const catalogName = (stackName: string): string =>
  stackName.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '_')
