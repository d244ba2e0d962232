import { Stack } from 'aws-cdk-lib'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { createRole } from '../iam/create-role.ts'
import { keyForStream } from '../iam/key-use.ts'
import { logStreamArn } from '../iam/log-arn.ts'
import { allow, allowAny } from '../iam/permission.ts'
import type { Streams } from '../streams/create-streams.ts'

export interface GatewayRoles {
  /** What the gateway itself may do. */
  readonly task: IRole
  /** What ECS does to start it: pull the image, open its log. */
  readonly execution: IRole
}

export interface GatewayRolesParts {
  readonly streams: Streams
  readonly key: IKey
  readonly logs: readonly ILogGroup[]
  readonly repositoryArn: string | undefined
}

export function createGatewayRoles(scope: Construct, parts: GatewayRolesParts): GatewayRoles {
  const { streams, key, logs, repositoryArn } = parts
  const stack = Stack.of(scope)
  const common = {
    service: 'ecs-tasks.amazonaws.com',
    onlyFor: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*' }) },
    },
  }
  const both = [streams.events, streams.rejected]
  const pull =
    repositoryArn === undefined
      ? []
      : [
          allowAny(
            ['ecr:GetAuthorizationToken'],
            ['*'],
            'A token is for the registry of the account: there is no narrower resource.',
          ),
          allow(
            ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
            [repositoryArn],
          ),
        ]
  return {
    task: createRole(scope, 'TaskRole', {
      ...common,
      about: 'The gateway: writes to its two streams.',
      permissions: [
        allow(
          ['kinesis:DescribeStreamSummary', 'kinesis:PutRecords'],
          both.map((stream) => stream.streamArn),
        ),
        ...both.map((stream) => keyForStream(key, stream, 'kms:GenerateDataKey')),
      ],
    }),
    execution: createRole(scope, 'ExecutionRole', {
      ...common,
      about: 'ECS, to start the gateway: its image and its logs.',
      permissions: [
        ...pull,
        allowAny(
          ['logs:CreateLogStream', 'logs:PutLogEvents'],
          logs.map((group) => logStreamArn(group, '*')),
          'ECS names the log streams of its own groups after tasks.',
        ),
      ],
    }),
  }
}
