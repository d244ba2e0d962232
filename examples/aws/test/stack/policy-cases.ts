import { expect, test } from 'vitest'
import { type Statement, statementsOf } from './statements.ts'
import { summarise } from './summarise.ts'
import type { Made, Synthesis } from './synthesise.ts'
import { ofType } from './template.ts'

/** Every wildcard that is allowed, and why. One that nothing uses any more has to go. */
const reasons: readonly { owner: string; text: string; why: string }[] = [
  {
    owner: 'Key',
    text: 'kms:*',
    why: 'the owner of the account: without it nobody can change the key',
  },
  { owner: 'Key', text: '*', why: 'in the policy of a key, that key' },
  { owner: 'GatewayExecutionRole', text: '*', why: 'a token of ECR has no resource' },
  {
    owner: 'GatewayExecutionRole',
    text: ':log-stream:*',
    why: 'ECS names log streams after tasks',
  },
  { owner: 'GatewayVpcEcrApi', text: '*', why: 'a token of ECR has no resource' },
  { owner: 'GatewayVpcEcrDocker', text: '*', why: 'a token of ECR has no resource' },
  { owner: 'GatewayVpcLogs', text: ':log-stream:*', why: 'ECS names log streams after tasks' },
  {
    owner: 'GatewayVpcS3',
    text: '-starport-layer-bucket/*',
    why: 'layers of images, in a bucket of AWS',
  },
  { owner: 'DeliverEventsRole', text: '<ArchiveBucket.Arn>/events/*', why: 'objects by Firehose' },
  { owner: 'DeliverEventsRole', text: '<ArchiveBucket.Arn>/parquet/*', why: 'objects by Firehose' },
  { owner: 'DeliverEventsRole', text: '<ArchiveBucket.Arn>/errors/events/*', why: 'the same' },
  { owner: 'DeliverRejectedRole', text: '<ArchiveBucket.Arn>/rejected/*', why: 'the same' },
  { owner: 'DeliverRejectedRole', text: '<ArchiveBucket.Arn>/errors/rejected/*', why: 'the same' },
  {
    owner: 'AthenaAnalystPolicy',
    text: '<ArchiveBucket.Arn>/events/*',
    why: 'to read the archive',
  },
  {
    owner: 'AthenaAnalystPolicy',
    text: '<ArchiveBucket.Arn>/parquet/*',
    why: 'to read the archive',
  },
  {
    owner: 'AthenaAnalystPolicy',
    text: '<ArchiveBucket.Arn>/rejected/*',
    why: 'to read the archive',
  },
  { owner: 'AthenaAnalystPolicy', text: '/athena-results/*', why: 'to keep results' },
  { owner: 'AthenaAnalystPolicy', text: '*', why: 'lists of Athena have no resource' },
  { owner: 'ArchiveAccessLogsPolicy', text: '<ArchiveAccessLogs.Arn>/*', why: 'S3 names its logs' },
  { owner: 'LiveRole', text: ':log-stream:*', why: 'Lambda names its log streams' },
]

/** Conditions may have one where AWS names what comes after. */
const conditionReasons = [
  'ArnLike aws:SourceArn = arn:<AWS::Partition>:ecs:',
  'StringLike kms:EncryptionContext:aws:s3:arn = <ArchiveBucket.Arn> or <ArchiveBucket.Arn>/*',
]

const allows = (synthesis: Synthesis): Statement[] =>
  statementsOf(synthesis.template).filter(({ effect }) => effect === 'Allow')

const used = new Set<(typeof reasons)[number]>()

/** Nothing is found, and a reviewer has seen it all. */
export function summaryCases(made: Made): void {
  test.each(made)('synthesises with no finding, not even a warning: %s', (_name, { findings }) => {
    expect(findings).toEqual([])
  })

  test.each(made)('is what a reviewer has seen: %s', async (name, synthesis) => {
    await expect(summarise(synthesis)).toMatchFileSnapshot(`../summaries/${name}.txt`)
  })
}

/** No wildcard that is not needed. */
export function wildcardCases(made: Made): void {
  test.each(made)('has no wildcard without a reason: %s', (_name, synthesis) => {
    const unexplained = allows(synthesis).flatMap(({ owner, actions, resources }) =>
      [...actions, ...resources]
        .filter((text) => text.includes('*'))
        .filter((text) => {
          const reason = reasons.find(
            (one) =>
              one.owner === owner &&
              (text === one.text || (one.text !== '*' && text.endsWith(one.text))),
          )
          if (reason !== undefined) used.add(reason)
          return reason === undefined
        })
        .map((text) => `${owner}: ${text}`),
    )
    expect(unexplained).toEqual([])
  })

  test('keeps no reason that no wildcard needs', () => {
    expect(reasons.filter((reason) => !used.has(reason))).toEqual([])
  })

  test.each(made)(
    'lets everybody in nowhere but where a condition says who: %s',
    (_name, synthesis) => {
      const open = allows(synthesis).filter(
        ({ principals, conditions }) =>
          principals.includes('*') &&
          !conditions.some((text) => text.startsWith('ArnEquals aws:PrincipalArn = ')),
      )
      // A gateway endpoint knows no other principal; ECR signs the request for its layer itself.
      expect(open.filter(({ owner }) => owner !== 'GatewayVpcS3')).toEqual([])
    },
  )
}

/** Roles by hand, for this account. */
export function roleCases(made: Made): void {
  test.each(made)('has a service act for this account only: %s', (_name, synthesis) => {
    const assumed = allows(synthesis).filter(({ actions }) => actions.includes('sts:AssumeRole'))
    expect(assumed.length).toBeGreaterThan(3)
    for (const { conditions } of assumed) {
      expect(conditions.join()).toMatch(
        /(aws:SourceAccount|sts:ExternalId) = (<AWS::AccountId>|\d{12})/u,
      )
    }
    const wild = allows(synthesis)
      .flatMap(({ conditions }) => conditions)
      .filter((text) => text.includes('*'))
    expect(
      wild.filter((text) => !conditionReasons.some((start) => text.startsWith(start))),
    ).toEqual([])
  })

  test.each(made)('has roles of its own hand only: %s', (_name, { template }) => {
    // A construct that grants itself more would do it with a policy of its own.
    expect(ofType(template, 'IAM::Policy')).toEqual([])
    for (const [, role] of ofType(template, 'IAM::Role')) {
      expect(role).not.toHaveProperty('ManagedPolicyArns')
      expect(role.Policies).toHaveLength(1)
    }
    expect(JSON.stringify(template)).not.toMatch(/"Not(Action|Resource|Principal)"/u)
  })

  test.each(made)(
    'lets an analyst use the console, and see no table but ours: %s',
    (_name, all) => {
      const policy = allows(all).filter(({ owner }) => owner === 'AthenaAnalystPolicy')
      const on = (action: string) =>
        policy
          .filter(({ actions }) => actions.includes(action))
          .flatMap(({ resources }) => resources)
          .map((text) => text.replace(/^.*:/u, ''))
      // AWS: who is let see one database has to be let see this one, too.
      expect(on('glue:GetDatabase')).toContain('database/default')
      expect(on('glue:GetTable').filter((text) => text.startsWith('table/'))).toHaveLength(2)
      expect(on('athena:ListWorkGroups')).toEqual(['*'])
      expect(on('athena:ListTableMetadata')).toEqual(['datacatalog/AwsDataCatalog'])
    },
  )

  test.each(made)('names log streams by a pattern that matches: %s', (_name, synthesis) => {
    // The ARN of a group ends with `:*` already; with a stream after that it matches nothing.
    const logs = allows(synthesis).filter(({ actions }) => actions.includes('logs:PutLogEvents'))
    expect(logs.length).toBeGreaterThan(2)
    for (const { resources } of logs) {
      for (const text of resources) expect(text).toMatch(/:log-group:<\w+>:log-stream:(\*|<\w+>)$/u)
    }
  })
}
