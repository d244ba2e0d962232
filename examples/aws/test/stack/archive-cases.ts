import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { plainText } from '../../src/iam/plain-text.ts'
import { withoutHashes } from './statements.ts'
import type { OptionSet, Syntheses, Synthesis } from './synthesise.ts'
import { at, type Json, ofType, resource } from './template.ts'

/** What `CREATE TABLE` says of one table in athena.sql. */
function readDdl(table: string): Json {
  const path = createRequire(import.meta.url).resolve('@weir/schema/athena.sql')
  const [, text = ''] =
    new RegExp(`CREATE EXTERNAL TABLE [^(]*\`${table}\` \\(([\\s\\S]*?)\\);`, 'u').exec(
      readFileSync(path, 'utf8'),
    ) ?? []
  const [columns = '', rest = ''] = text.split('\n)\nPARTITIONED BY ')
  const pairs = (source: string): Json =>
    Object.fromEntries(
      Array.from(source.matchAll(/'([^']+)' = '([^']+)'/gu), ([, key, value]) => [key, value]),
    ) as Json
  const [before = '', properties = ''] = rest.split('TBLPROPERTIES')
  return {
    columns: Array.from(
      columns.matchAll(/`(\w+)` (\S+) COMMENT '((?:[^']|'')*)'/gu),
      ([, Name, Type, comment = '']) => ({ Name, Type, Comment: comment.replaceAll("''", "'") }),
    ),
    partitions: Array.from(before.matchAll(/`(\w+)` (string)/gu), ([, Name, Type]) => ({
      Name,
      Type,
    })),
    serde: /SERDE '([^']+)'/u.exec(before)?.[1],
    serdeProperties: pairs(before.slice(before.indexOf('SERDEPROPERTIES'))),
    location: /LOCATION 's3:\/\/\$\{bucket\}\/([^']+)'/u.exec(before)?.[1],
    properties: pairs(properties),
  }
}

const destination = ({ template }: Synthesis, id: 'Events' | 'Rejected'): Json =>
  resource(template, `Deliver${id}Firehose`).ExtendedS3DestinationConfiguration as Json

/** The tables are those of the schema. */
export function tableCases(all: Syntheses): void {
  test.each(['events', 'rejected'])('has the columns of athena.sql in the table %s', (name) => {
    const id = name === 'events' ? 'CatalogEvents' : 'CatalogRejected'
    const table = resource(all.default.template, id).TableInput as Json
    const { SerdeInfo, Columns, Location } = table.StorageDescriptor as Record<string, Json>
    const { EXTERNAL, classification, ...properties } = table.Parameters as Json
    expect({ EXTERNAL, classification }).toEqual({ EXTERNAL: 'TRUE', classification: 'json' })
    expect({
      columns: Columns,
      partitions: table.PartitionKeys,
      serde: SerdeInfo?.SerializationLibrary,
      serdeProperties: SerdeInfo?.Parameters,
      location: plainText(Location).replace(/^s3:\/\/<\w+>\//u, ''),
      properties,
    }).toEqual(readDdl(name))
  })

  test('keeps the same columns in Parquet', () => {
    const table = (synthesis: Synthesis) => resource(synthesis.template, 'CatalogEvents').TableInput
    const json = table(all.default)
    const parquet = table(all.everything)
    expect(at(parquet, 'StorageDescriptor', 'Columns')).toEqual(
      at(json, 'StorageDescriptor', 'Columns'),
    )
    expect(at(parquet, 'StorageDescriptor', 'SerdeInfo', 'SerializationLibrary')).toContain(
      'Parquet',
    )
    expect(plainText(at(parquet, 'StorageDescriptor', 'Location'))).toMatch(/\/parquet\/$/u)
    expect(at(parquet, 'Parameters', 'projection.enabled')).toBe('true')
  })
}

/** What Firehose is told. */
export function deliveryCases(all: Syntheses): void {
  test('has Firehose write where and how the codec asks for', () => {
    const hour =
      'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/'
    expect(destination(all.default, 'Events')).toMatchObject({
      Prefix: `events/${hour}`,
      ErrorOutputPrefix: `errors/events/!{firehose:error-output-type}/${hour}`,
      CompressionFormat: 'GZIP',
      FileExtension: '.json.gz',
      BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 128 },
    })
    // What is compressed already goes as it is, with no delimiter between the members.
    const gzip = destination(all.trial, 'Events')
    expect(gzip).toMatchObject({ CompressionFormat: 'UNCOMPRESSED', FileExtension: '.json.gz' })
    expect(gzip).not.toHaveProperty('ProcessingConfiguration')
    const parquet = destination(all.everything, 'Events')
    expect(parquet).toMatchObject({ Prefix: `parquet/${hour}`, CompressionFormat: 'UNCOMPRESSED' })
    expect(at(parquet, 'DataFormatConversionConfiguration', 'SchemaConfiguration')).toMatchObject({
      TableName: { Ref: expect.stringMatching(/^CatalogEvents/u) as string },
    })
    // Two keys of `properties` that differ by case alone would cost the whole record.
    expect(at(parquet, 'DataFormatConversionConfiguration', 'InputFormatConfiguration')).toEqual({
      Deserializer: { OpenXJsonSerDe: { CaseInsensitive: false } },
    })
    expect(destination(all.everything, 'Rejected')).toMatchObject({
      Prefix: `rejected/${hour}`,
      CompressionFormat: 'GZIP',
    })
  })

  test('lets no event in before Firehose looks', () => {
    const service = Object.values(all.default.template.Resources).find(
      ({ Type }) => Type === 'AWS::ECS::Service',
    )
    const awaited = (service?.DependsOn ?? []).map(withoutHashes)
    expect(awaited).toEqual(
      expect.arrayContaining(['DeliverEventsFirehose', 'DeliverRejectedFirehose']),
    )
  })
}

/** Bucket, streams and workgroup. */
export function bucketCases(all: Syntheses): void {
  test('keeps the bucket closed, encrypted and unversioned', () => {
    for (const { template } of Object.values(all)) {
      const bucket = resource(template, 'ArchiveBucket')
      expect(Object.values(bucket.PublicAccessBlockConfiguration as Json)).toEqual(
        Array.from({ length: 4 }, () => true),
      )
      const rule = at(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration', 0)
      expect(rule).toMatchObject({
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
      })
      expect(bucket).not.toHaveProperty('VersioningConfiguration')
      expect(bucket).toHaveProperty('LoggingConfiguration')
    }
  })

  test('keeps what cannot be made again, unless it is a trial', () => {
    const kept = ({ template }: Synthesis) =>
      Object.values(template.Resources)
        .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))
        .map(({ Type }) => Type)
    expect(kept(all.default).toSorted()).toEqual([
      'AWS::KMS::Key',
      'AWS::Kinesis::Stream',
      'AWS::Kinesis::Stream',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
    ])
    expect(kept(all.trial)).toEqual([])
  })

  test('encrypts both streams with the key, on demand or with shards', () => {
    const streams = (set: OptionSet) =>
      ofType(all[set].template, 'Kinesis::Stream').map(([, one]) => one)
    for (const stream of [...streams('default'), ...streams('everything')]) {
      expect(at(stream, 'StreamEncryption', 'EncryptionType')).toBe('KMS')
    }
    const mode = (set: OptionSet) =>
      streams(set).map((one) => [at(one, 'StreamModeDetails', 'StreamMode'), one.ShardCount])
    expect(mode('default')).toEqual([
      ['ON_DEMAND', undefined],
      ['ON_DEMAND', undefined],
    ])
    expect(mode('everything')).toEqual([
      ['PROVISIONED', 4],
      ['PROVISIONED', 1],
    ])
  })

  test('gives the workgroup an end to what a query reads, and its results a place', () => {
    const workgroup = resource(all.default.template, 'AthenaWorkgroup').WorkGroupConfiguration
    expect(workgroup).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 100 * 1024 ** 3,
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } },
    })
    expect(ofType(all.default.template, 'Athena::NamedQuery')).toHaveLength(12)
  })
}
