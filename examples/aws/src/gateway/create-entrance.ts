import { Duration } from 'aws-cdk-lib'
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2'
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCertificate,
  ListenerCondition,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import { accept } from '../checks/accept.ts'
import type { Options } from '../options/options-table.ts'
import type { Network } from './create-network.ts'
import { gatewayPort } from './gateway-settings.ts'

/** What the public sees. */
export interface Entrance {
  readonly balancer: ApplicationLoadBalancer
  readonly targets: ApplicationTargetGroup
}

/**
 * What is let through. `/readyz`, `/livez` and the console, which asks nobody who they are, are not.
 */
export const publicPaths: readonly string[] = ['/v1/*', '/weir.*', '/openapi.json']

/** What a task is asked, and how long it may say no until it counts as broken, and ECS replaces it. */
const patience = {
  // Without a spool there is nothing in a task to lose.
  off: { path: '/readyz', intervalSeconds: 10, failures: 3 },
  // With one, a task that is replaced takes its spool along. One that is nearly full is not ready, and
  // is the last that may be thrown away: only who does not answer at all is replaced.
  volume: { path: '/livez', intervalSeconds: 30, failures: 10 },
} as const

export function createEntrance(
  scope: Construct,
  { options, network }: { options: Options; network: Network },
): Entrance {
  const { vpc } = network
  const balancer = new ApplicationLoadBalancer(scope, 'Balancer', {
    vpc,
    internetFacing: true,
    securityGroup: createBalancerGroup(scope, { options, network }),
    deletionProtection: options.keep,
    dropInvalidHeaderFields: true,
    // Shorter than the gateway keeps a quiet connection, or it would close one that is just used.
    idleTimeout: Duration.seconds(60),
  })
  accept(
    balancer,
    'ELB2',
    'Access logs keep the whole address of every visitor, which the gateway takes care not to store.',
  )
  const { path, intervalSeconds, failures } = patience[options.spool]
  const targets = new ApplicationTargetGroup(scope, 'Targets', {
    vpc,
    port: gatewayPort,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.IP,
    loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    deregistrationDelay: Duration.seconds(15),
    healthCheck: {
      path,
      interval: Duration.seconds(intervalSeconds),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: failures,
    },
  })
  addListener(scope, { options, entrance: { balancer, targets } })
  return { balancer, targets }
}

/** Only the CDN comes in, where there is one: what it says of a visitor is then believed. */
function createBalancerGroup(
  scope: Construct,
  { options, network }: { options: Options; network: Network },
): SecurityGroup {
  const group = new SecurityGroup(scope, 'BalancerGroup', {
    vpc: network.vpc,
    description: 'Load balancer of the gateway',
    allowAllOutbound: false,
  })
  const from = options.cdn === undefined ? Peer.anyIpv4() : Peer.prefixList(options.cdn)
  accept(
    group,
    'EC23',
    'Visitors come from everywhere, to one port; with weir:cdn only the CDN does.',
  )
  group.addIngressRule(from, options.http ? Port.HTTP : Port.HTTPS, 'visitors')
  return group
}

function addListener(
  scope: Construct,
  { options, entrance }: { options: Options; entrance: Entrance },
): ApplicationListener {
  const { certificate } = options
  const secure =
    certificate === undefined
      ? { port: 80, protocol: ApplicationProtocol.HTTP }
      : {
          port: 443,
          protocol: ApplicationProtocol.HTTPS,
          certificates: [ListenerCertificate.fromArn(certificate)],
          sslPolicy: SslPolicy.RECOMMENDED_TLS,
        }
  const listener = new ApplicationListener(scope, 'Listener', {
    loadBalancer: entrance.balancer,
    open: false,
    ...secure,
    defaultAction: ListenerAction.fixedResponse(404, {
      contentType: 'application/json',
      messageBody: '{"code":"not_found","status":404}',
    }),
  })
  listener.addAction('Public', {
    priority: 1,
    conditions: [ListenerCondition.pathPatterns([...publicPaths])],
    action: ListenerAction.forward([entrance.targets]),
  })
  return listener
}
