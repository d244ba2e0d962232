import { CfnOutput, type Environment, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { createArchive } from './archive/create-archive.ts'
import { createAthena } from './athena/create-athena.ts'
import { createGateway, type Gateway } from './gateway/create-gateway.ts'
import { createLive } from './live/create-live.ts'
import type { Options } from './options/options-table.ts'
import { createStreams } from './streams/create-streams.ts'
import { createAlarms } from './watch/create-alarms.ts'
import { createDashboard } from './watch/create-dashboard.ts'
import { entranceWatches, gatewayWatches } from './watch/gateway-watches.ts'
import { deliveryWatches, streamWatches } from './watch/stream-watches.ts'

export interface WeirStackParts {
  readonly options: Options
  /** The file of sites, as one line. */
  readonly sites: string
  /** The bundled handler of the live counter, where it is wanted. */
  readonly liveCode: string | undefined
  /** Account and region; needed to look up an existing VPC. */
  readonly env?: Environment | undefined
}

/** All of Weir in one account, in the order of an event's way. */
export function createWeirStack(app: Construct, parts: WeirStackParts): Stack {
  const { options, sites, liveCode, env } = parts
  const stack = createStack(app, options, env)
  const key = createKey(stack, options)
  const streams = createStreams(stack, { key, options })
  const gateway = createGateway(stack, { options, sites, streams, key })
  const archive = createArchive(stack, { streams, key, options })
  // Firehose begins with what comes after it was made: no event may come before.
  const { Events, Rejected } = archive.deliveries
  gateway.service.node.addDependency(Events.resource, Rejected.resource)
  const athena = createAthena(stack, { ...archive, key, options })
  const live = { options, key, stream: streams.events }
  const watches = [
    ...entranceWatches(gateway, options),
    ...gatewayWatches(stack, options),
    ...streamWatches(streams, options),
    ...deliveryWatches(archive.deliveries, streams, options),
    ...(liveCode === undefined ? [] : createLive(stack, { ...live, code: liveCode })),
  ]
  const { topic, alarms } = createAlarms(stack, { key, options, watches })
  const dashboard = createDashboard(stack, { ...archive, gateway, streams, alarms })
  addOutputs(stack, {
    ...addresses(gateway, options),
    EventStream: streams.events.streamName,
    RejectedStream: streams.rejected.streamName,
    Bucket: archive.bucket.bucketName,
    Database: archive.catalog.database,
    Workgroup: athena.workgroup,
    AnalystPolicy: athena.analystPolicyArn,
    Cluster: gateway.cluster.clusterName,
    Service: gateway.service.serviceName,
    AlarmTopic: topic.topicArn,
    DashboardName: dashboard.dashboardName,
  })
  return stack
}

const createStack = (app: Construct, { name, keep }: Options, env?: Environment): Stack =>
  new Stack(app, name, {
    description: 'Weir: a web clickstream of your own.',
    terminationProtection: keep,
    env,
  })

/** One for all of it: whoever may not use it sees no event. */
const createKey = (stack: Stack, { keep }: Options): Key =>
  new Key(stack, 'Key', {
    description: `Streams, archive and alarms of ${stack.stackName}`,
    enableKeyRotation: true,
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })

/** Over TLS nobody can ask by the name of the load balancer: one's own name has to point to it. */
function addresses({ balancer }: Gateway, { http, host }: Options): Record<string, string> {
  const BalancerName = balancer.loadBalancerDnsName
  if (http) return { BalancerName, Collector: `http://${BalancerName}` }
  return { BalancerName, ...(host !== undefined && { Collector: `https://${host}` }) }
}

const addOutputs = (stack: Stack, outputs: Readonly<Record<string, string>>): CfnOutput[] =>
  Object.entries(outputs).map(([id, value]) => new CfnOutput(stack, id, { value }))
