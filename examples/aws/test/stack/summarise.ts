import { type App, Validations } from 'aws-cdk-lib'
import { plainText } from '../../src/iam/plain-text.ts'
import { type Statement, statementsOf, withoutHashes } from './statements.ts'
import { at, type Json, ofType, type Template } from './template.ts'

const note = `Written by examples/aws/test/stack/summarise.ts; do not edit. What a reviewer has to see of the stack.
A test keeps it fresh: npx --yes pnpm exec vitest run examples/aws -u writes it anew.`

/** The stack in words: what there is, who may do what, what is open, what was accepted. */
export function summarise({ app, template }: { app: App; template: Template }): string {
  const sections = {
    Resources: resources(template),
    'Who may do what': roles(template),
    'What else has a policy': otherPolicies(template),
    'What is open': openings(template),
    'How events get into the archive': deliveries(template),
    'How long the archive keeps things': lifecycle(template),
    'What stays when the stack is deleted': kept(template),
    'The containers': containers(template),
    Alarms: alarms(template),
    'Findings of cdk-nag that stay': accepted(app),
  }
  const parts = Object.entries(sections).map(([title, lines]) =>
    [title, '='.repeat(title.length), ...lines].join('\n'),
  )
  return `${[note, ...parts].join('\n\n')}\n`
}

function resources({ Resources }: Template): string[] {
  const counts = new Map<string, number>()
  for (const { Type } of Object.values(Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1)
  return Array.from(counts, ([type, count]) => `${String(count).padStart(3)} ${type}`).toSorted(
    (a, b) => (a.slice(4) < b.slice(4) ? -1 : 1),
  )
}

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`)

const statementLines = ({ effect, principals, actions, resources: on, conditions }: Statement) => [
  `${effect === 'Allow' ? 'may' : 'MUST NOT'} ${actions.join(', ')}`,
  ...indent([
    ...principals.map((principal) => `who: ${principal}`),
    ...on.map((text) => `on ${text}`),
    ...conditions.map((text) => `if ${text}`),
  ]),
]

const isRole = ({ owner }: Statement): boolean => /(Role|Policy)$/u.test(owner)
const isBucketPolicy = ({ principals }: Statement): boolean => principals.length > 0

function grouped(statements: readonly Statement[]): string[] {
  const owners = [...new Set(statements.map(({ owner }) => owner))]
  return owners.flatMap((owner) =>
    [owner].concat(
      indent(statements.filter((each) => each.owner === owner).flatMap(statementLines)),
    ),
  )
}

const roles = (template: Template): string[] =>
  grouped(
    statementsOf(template).filter(
      (each) => isRole(each) && (!isBucketPolicy(each) || each.actions.includes('sts:AssumeRole')),
    ),
  )

const otherPolicies = (template: Template): string[] =>
  grouped(
    statementsOf(template).filter(
      (each) => !isRole(each) || (isBucketPolicy(each) && !each.actions.includes('sts:AssumeRole')),
    ),
  )

function openings(template: Template): string[] {
  const inside = ofType(template, 'EC2::SecurityGroup').flatMap(([id, properties]) => {
    const rules = (way: 'Ingress' | 'Egress') =>
      (at(properties, `SecurityGroup${way}`) ?? []) as Json[]
    return rules('Ingress')
      .map((rule) => opening(id, 'in', rule))
      .concat(rules('Egress').map((rule) => opening(id, 'out', rule)))
  })
  const apart = (['Ingress', 'Egress'] as const).flatMap((way) =>
    ofType(template, `EC2::SecurityGroup${way}`).map(([, rule]) =>
      opening(plainText(rule.GroupId), way === 'Ingress' ? 'in' : 'out', rule),
    ),
  )
  const paths = ofType(template, 'ElasticLoadBalancingV2::ListenerRule').map(
    ([, rule]) =>
      `paths: ${(at(rule, 'Conditions', 0, 'PathPatternConfig', 'Values') as string[]).join(' ')}`,
  )
  return [...inside, ...apart, ...paths]
}

function opening(group: string, way: 'in' | 'out', rule: Json): string {
  const whom =
    rule.CidrIp ??
    rule.SourcePrefixListId ??
    rule.SourceSecurityGroupId ??
    rule.DestinationSecurityGroupId
  const ports =
    rule.FromPort === rule.ToPort
      ? String(rule.FromPort)
      : `${String(rule.FromPort)}-${String(rule.ToPort)}`
  return withoutHashes(
    `${group} ${way}: ${String(rule.IpProtocol)} ${ports}, ${plainText(whom)} (${String(rule.Description)})`,
  )
}

const deliveries = (template: Template): string[] =>
  ofType(template, 'KinesisFirehose::DeliveryStream').map(([, properties]) => {
    const to = at(properties, 'ExtendedS3DestinationConfiguration') as Json
    const parquet = to.DataFormatConversionConfiguration === undefined ? '' : ', as Parquet'
    const { IntervalInSeconds, SizeInMBs } = to.BufferingHints as Json
    const every = `every ${plainText(IntervalInSeconds)} s or ${plainText(SizeInMBs)} MiB`
    const how = `${String(to.CompressionFormat)}${parquet}, ${every}`
    return `${String(to.Prefix)}<name>${plainText(to.FileExtension ?? '')}: ${how}`
  })

const kept = ({ Resources }: Template): string[] =>
  Object.entries(Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
    .map(([id]) => withoutHashes(id))

const lifecycle = (template: Template): string[] =>
  ofType(template, 'S3::Bucket').flatMap(([id, bucket]) => {
    const rules = at(bucket, 'LifecycleConfiguration', 'Rules') as Json[]
    return [withoutHashes(id)].concat(indent(rules.map(lifecycleRule)))
  })

function lifecycleRule(rule: Json): string {
  const moves = ((rule.Transitions ?? []) as Json[]).map(
    (move) => `after ${String(move.TransitionInDays)} days ${String(move.StorageClass)}`,
  )
  const days = rule.ExpirationInDays
  const end =
    days === undefined ? 'unfinished uploads end' : `deleted after ${plainText(days)} days`
  return `${plainText(rule.Prefix ?? '*')}: ${moves.concat(end).join(', ')}`
}

const containers = (template: Template): string[] =>
  ofType(template, 'ECS::TaskDefinition').flatMap(([, task]) => {
    const { Cpu, Memory, ContainerDefinitions } = task
    const processor = plainText(at(task, 'RuntimePlatform', 'CpuArchitecture'))
    return [`${String(Cpu)} CPU, ${String(Memory)} MiB, ${processor}`].concat(
      (ContainerDefinitions as Json[]).flatMap(containerLines),
    )
  })

function containerLines(container: Json): string[] {
  const { Name, User, ReadonlyRootFilesystem, Essential, Environment = [] } = container
  const settings = (Environment as Json[]).map(
    (each) => `${String(each.Name)}=${withoutHashes(plainText(each.Value))}`,
  )
  const head = `${String(Name)}: user ${String(User)}, read-only ${String(ReadonlyRootFilesystem)}, essential ${String(Essential)}`
  return [head].concat(indent(settings))
}

const alarms = (template: Template): string[] =>
  ofType(template, 'CloudWatch::Alarm').flatMap(([id, alarm]) => [
    `${withoutHashes(id).replace('Alarms', '')}: ${plainText(alarm.AlarmDescription)}`,
    `  ${String(alarm.DatapointsToAlarm)} of ${String(alarm.EvaluationPeriods)} ${String(alarm.ComparisonOperator)} ${String(alarm.Threshold)}, missing is ${String(alarm.TreatMissingData)}`,
  ])

function accepted(app: App): string[] {
  const key = Validations.ACKNOWLEDGED_RULES_METADATA_KEY
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === key)
        .flatMap(({ data }) =>
          Object.entries(data as Readonly<Record<string, string>>).map(
            ([id, reason]) =>
              `${withoutHashes(id.replace(/^Annotation::AwsSolutions-/u, ''))} at ${construct.node.path}: ${reason}`,
          ),
        ),
    )
}
