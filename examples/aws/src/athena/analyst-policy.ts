import { Stack } from 'aws-cdk-lib'
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { prefixes } from '../archive/create-bucket.ts'
import { acceptWildcards } from '../checks/accept.ts'
import { keyForBucket } from '../iam/key-use.ts'
import { allow, allowAny, type Permission, toStatement } from '../iam/permission.ts'
import type { AthenaParts } from './athena-parts.ts'

type Arn = (service: string, resource: string) => string

/** What the command line needs of Athena, and the console besides. */
const asking = (arn: Arn, workgroup: string): Permission[] => [
  allowAny(
    ['athena:ListDataCatalogs', 'athena:ListWorkGroups'],
    ['*'],
    'The console lists them before one can be chosen: there is no narrower resource.',
  ),
  allow(
    [
      'athena:GetDataCatalog',
      'athena:GetDatabase',
      'athena:GetTableMetadata',
      'athena:ListDatabases',
      'athena:ListTableMetadata',
    ],
    [arn('athena', 'datacatalog/AwsDataCatalog')],
  ),
  allow(
    [
      'athena:BatchGetNamedQuery',
      'athena:BatchGetQueryExecution',
      'athena:GetNamedQuery',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:GetQueryResultsStream',
      'athena:GetWorkGroup',
      'athena:ListNamedQueries',
      'athena:ListQueryExecutions',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ],
    [arn('athena', `workgroup/${workgroup}`)],
  ),
]

/** Asks in the workgroup and reads the archive; changes nothing but its own results. */
export function createAnalystPolicy(
  scope: Construct,
  { bucket, key, catalog, workgroup }: AthenaParts & { workgroup: string },
): ManagedPolicy {
  const arn: Arn = (service, resource) => Stack.of(scope).formatArn({ service, resource })
  const { database } = catalog
  const permissions = [
    ...asking(arn, workgroup),
    allow(
      [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      [
        arn('glue', 'catalog'),
        // AWS: who is let see one database has to be let see this one, too.
        arn('glue', 'database/default'),
        arn('glue', `database/${database}`),
        arn('glue', `table/${database}/${catalog.events.ref}`),
        arn('glue', `table/${database}/${catalog.rejected.ref}`),
      ],
    ),
    allow(['s3:GetBucketLocation', 's3:ListBucket'], [bucket.bucketArn]),
    allowAny(
      ['s3:GetObject'],
      [prefixes.events, prefixes.parquet, prefixes.rejected].map((prefix) =>
        bucket.arnForObjects(`${prefix}*`),
      ),
      'The objects of the archive.',
    ),
    allowAny(
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      [bucket.arnForObjects(`${prefixes.results}*`)],
      'Athena names the results of queries.',
    ),
    keyForBucket(key, bucket, 'kms:Decrypt', 'kms:GenerateDataKey'),
  ]
  const policy = new ManagedPolicy(scope, 'AnalystPolicy', {
    description: 'Queries on the clickstream archive.',
    statements: permissions.map(toStatement),
  })
  acceptWildcards(policy, permissions)
  return policy
}
