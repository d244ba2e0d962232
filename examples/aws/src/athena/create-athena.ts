import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena'
import { Stack } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { prefixes } from '../archive/create-bucket.ts'
import { createAnalystPolicy } from './analyst-policy.ts'
import type { AthenaParts } from './athena-parts.ts'
import { savedQueries } from './saved-queries.ts'

/** Where the archive is asked. */
export interface Athena {
  readonly workgroup: string
  /** Attach it to whoever may ask. */
  readonly analystPolicyArn: string
}

/** A workgroup that nobody leaves by settings of their own, and its queries. */
export function createAthena(parent: Construct, parts: AthenaParts): Athena {
  const { bucket, key, catalog, options } = parts
  const scope = new Construct(parent, 'Athena')
  const workgroup = new CfnWorkGroup(scope, 'Workgroup', {
    name: Stack.of(scope).stackName.toLowerCase(),
    description: 'Clickstream, by Weir.',
    recursiveDeleteOption: !options.keep,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: options.scanGiB * 1024 ** 3,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${bucket.bucketName}/${prefixes.results}`,
        encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
      },
    },
  })
  for (const { name, about, sql } of savedQueries) {
    const query = new CfnNamedQuery(scope, name, {
      name,
      description: about,
      database: catalog.database,
      workGroup: workgroup.ref,
      queryString: sql,
    })
    query.addResourceDependency(workgroup)
  }
  const { managedPolicyArn } = createAnalystPolicy(scope, { ...parts, workgroup: workgroup.ref })
  return { workgroup: workgroup.ref, analystPolicyArn: managedPolicyArn }
}
