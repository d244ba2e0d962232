import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage, Duration, Stack } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import type { IStream } from 'aws-cdk-lib/aws-kinesis'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  Architecture,
  Code,
  EventSourceMapping,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { accept } from '../checks/accept.ts'
import { createRole } from '../iam/create-role.ts'
import { keyForStream } from '../iam/key-use.ts'
import { logStreamArn } from '../iam/log-arn.ts'
import { allow, allowAny } from '../iam/permission.ts'
import type { Options } from '../options/options-table.ts'
import type { Watch } from '../watch/create-alarms.ts'
import { createLogs } from '../watch/create-logs.ts'
import { metricsNamespace } from '../watch/gateway-metrics.ts'

export interface LiveParts {
  readonly options: Options
  readonly stream: IStream
  readonly key: IKey
  /** The bundled handler. */
  readonly code: string
}

/** Reads the stream as it flows and counts by the minute. Answers what to watch about it. */
export function createLive(parent: Construct, parts: LiveParts): Watch[] {
  const { options, stream, code } = parts
  const scope = new Construct(parent, 'Live')
  const logGroup = createLogs(scope, 'Logs', options)
  const queue = new Queue(scope, 'Unreadable', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
  accept(queue, 'SQS3', 'It is itself where Lambda puts what could not be read.')
  const counter = new LambdaFunction(scope, 'Counter', {
    description: 'Counts the events of the stream by the minute they happened in.',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: asset(code),
    memorySize: 256,
    timeout: Duration.seconds(30),
    role: createLiveRole(scope, { ...parts, queue, logGroup }),
    logGroup,
    environment: { STACK: Stack.of(scope).stackName, NAMESPACE: metricsNamespace },
  })
  const mapping = new EventSourceMapping(scope, 'Stream', {
    target: counter,
    eventSourceArn: stream.streamArn,
    startingPosition: StartingPosition.LATEST,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(5),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 2,
    onFailure: new SqsDlq(queue),
  })
  mapping.node.addDependency(counter.role ?? scope)
  return liveWatches(counter, queue)
}

/** Bundled already: what CDK would run in a container only writes the file. */
const asset = (code: string): Code =>
  Code.fromAsset(join(import.meta.dirname, 'handler'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('not-used'),
      local: {
        tryBundle(folder) {
          writeFileSync(join(folder, 'index.mjs'), code)
          return true
        },
      },
    },
  })

interface LiveRoleParts extends LiveParts {
  readonly queue: IQueue
  readonly logGroup: ILogGroup
}

const createLiveRole = (scope: Construct, { stream, key, queue, logGroup }: LiveRoleParts): IRole =>
  createRole(scope, 'Role', {
    service: 'lambda.amazonaws.com',
    onlyFor: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    about: 'The live counter: reads the stream of events.',
    permissions: [
      allow(
        [
          'kinesis:DescribeStream',
          'kinesis:DescribeStreamSummary',
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
        ],
        [stream.streamArn],
      ),
      keyForStream(key, stream, 'kms:Decrypt'),
      allow(['sqs:SendMessage'], [queue.queueArn]),
      allowAny(
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
        [logStreamArn(logGroup, '*')],
        'Lambda names the log streams of its own group.',
      ),
    ],
  })

const liveWatches = (counter: LambdaFunction, queue: Queue): Watch[] => [
  {
    id: 'LiveErrors',
    about: 'The live counter fails.',
    metric: counter.metricErrors({ period: Duration.minutes(5) }),
    above: 0,
    times: [2, 3],
  },
  {
    id: 'LiveLate',
    about: 'The live counter is more than five minutes behind.',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'IteratorAge',
      dimensionsMap: { FunctionName: counter.functionName },
      statistic: 'Maximum',
      period: Duration.minutes(1),
    }),
    above: 300_000,
    times: [3, 3],
  },
  {
    id: 'LiveUnreadable',
    about: 'Records of the stream could not be read; the queue says which.',
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
    above: 0,
  },
]
