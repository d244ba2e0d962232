import { Duration } from 'aws-cdk-lib'
import {
  AvailabilityZoneRebalancing,
  Cluster,
  FargatePlatformVersion,
  FargateService,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { accept } from '../checks/accept.ts'
import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'
import { createLogs } from '../watch/create-logs.ts'
import { createEntrance, type Entrance } from './create-entrance.ts'
import { createNetwork } from './create-network.ts'
import { createTask } from './create-task.ts'
import { createImage } from './gateway-image.ts'
import { createGatewayRoles } from './gateway-roles.ts'
import { gatewayPort } from './gateway-settings.ts'

export interface GatewayParts {
  readonly options: Options
  /** The file of sites, as one line. */
  readonly sites: string
  readonly streams: Streams
  readonly key: IKey
}

/** What runs, as alarms and outputs need it. */
export interface Gateway extends Entrance {
  readonly cluster: Cluster
  readonly service: FargateService
}

/** Added tasks come fast and go slowly: the CPU at which another one is started. */
const cpuPercent = 60

export function createGateway(parent: Construct, parts: GatewayParts): Gateway {
  const { options, streams } = parts
  const scope = new Construct(parent, 'Gateway')
  const logs = {
    gateway: createLogs(scope, 'Logs', options),
    metrics: createLogs(scope, 'MetricsLogs', options),
  }
  const both = [logs.gateway, logs.metrics]
  const { image, repositoryArn } = createImage(scope, options)
  const roles = createGatewayRoles(scope, { ...parts, logs: both, repositoryArn })
  const network = createNetwork(scope, { options, roles, streams, logs: both, repositoryArn })
  const cluster = new Cluster(scope, 'Cluster', { vpc: network.vpc })
  accept(
    cluster,
    'ECS4',
    'Costs by the metric; CPU and memory of the service come without it, and the rest the gateway tells itself.',
  )
  const entrance = createEntrance(scope, { options, network })
  const service = new FargateService(scope, 'Service', {
    cluster,
    taskDefinition: createTask(scope, { ...parts, image, roles, logs }),
    platformVersion: FargatePlatformVersion.VERSION1_4,
    securityGroups: [network.taskGroup],
    vpcSubnets: network.taskSubnets,
    // No count: a deployment must not send a scaled service back to the least.
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    healthCheckGracePeriod: Duration.seconds(60),
    availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    propagateTags: PropagatedTagSource.SERVICE,
  })
  // Tasks that start without a way to their image fail, and the circuit breaker counts them.
  service.node.addDependency(...network.ways)
  entrance.targets.addTarget(
    service.loadBalancerTarget({ containerName: 'gateway', containerPort: gatewayPort }),
  )
  service
    .autoScaleTaskCount({ minCapacity: options.minTasks, maxCapacity: options.maxTasks })
    .scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: cpuPercent,
      scaleOutCooldown: Duration.seconds(60),
      scaleInCooldown: Duration.minutes(5),
      // A task that goes takes its spool along, and while Kinesis is away nobody is busy.
      disableScaleIn: options.spool === 'volume',
    })
  return { ...entrance, cluster, service }
}
