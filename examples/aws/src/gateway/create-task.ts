import { readFileSync } from 'node:fs'
import { Duration, Stack } from 'aws-cdk-lib'
import {
  Capability,
  ContainerDependencyCondition,
  type ContainerDefinitionOptions,
  type ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  AwsLogDriverMode,
  LogDriver,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { accept } from '../checks/accept.ts'
import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'
import { gatewayMetrics, metricsNamespace } from '../watch/gateway-metrics.ts'
import type { GatewayRoles } from './gateway-roles.ts'
import {
  dataFolder,
  gatewayPort,
  gatewaySettings,
  metricsAddress,
  sitesFile,
  stopSeconds,
} from './gateway-settings.ts'

export interface TaskParts {
  readonly options: Options
  /** The file of sites, as one line. */
  readonly sites: string
  readonly image: ContainerImage
  readonly streams: Streams
  readonly roles: GatewayRoles
  readonly logs: { readonly gateway: ILogGroup; readonly metrics: ILogGroup }
}

/** A task that ran for so long is restarted in place when it ends: then its spool is still there. */
const restartAfterSeconds = 60
const reportEveryMs = 60_000
/** Of its disk, for the image and its layers. */
const imageGiB = 12
/** What Fargate gives without being asked, and the least that can be asked for. */
const freeGiB = 20

const writeFile = "require('node:fs').writeFileSync(process.argv[1], process.argv[2])"
const reportMetrics = readFileSync(new URL('report-metrics.ts', import.meta.url), 'utf8')

/** The gateway, and in the same image who writes its sites and who reports its metrics. */
export function createTask(scope: Construct, parts: TaskParts): FargateTaskDefinition {
  const { options, roles, logs, sites } = parts
  const disk = options.spoolGiB + imageGiB
  const needsDisk = options.spool === 'volume' && disk > freeGiB
  const task = new FargateTaskDefinition(scope, 'Task', {
    cpu: options.cpu,
    memoryLimitMiB: options.memory,
    ...(needsDisk && { ephemeralStorageGiB: disk }),
    taskRole: roles.task,
    executionRole: roles.execution,
    runtimePlatform: {
      cpuArchitecture:
        options.architecture === 'arm64' ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
      operatingSystemFamily: OperatingSystemFamily.LINUX,
    },
    volumes: [{ name: 'data' }],
  })
  const add = (name: string, more: Partial<ContainerDefinitionOptions>) => {
    const container = task.addContainer(name, {
      ...closed(scope, name, parts),
      logging: logDriver(name === 'metrics' ? logs.metrics : logs.gateway, name),
      ...more,
    })
    return container
  }
  const gateway = add('gateway', runGateway(parts))
  const writer = add('sites', {
    ...helper,
    command: ['-e', writeFile, sitesFile, sites],
  })
  add('metrics', { ...helper, ...reporter(scope) })
  for (const container of [gateway, writer]) {
    container.addMountPoints({
      sourceVolume: 'data',
      containerPath: dataFolder,
      readOnly: false,
    })
  }
  accept(
    task,
    'ECS2',
    'The settings hold no secret: a write key stands on every page, and AWS gives credentials by the role.',
  )
  gateway.addContainerDependencies({
    container: writer,
    condition: ContainerDependencyCondition.SUCCESS,
  })
  return task
}

/** In place of the gateway's program. The task goes on without one of these. */
const helper = { entryPoint: ['node'], essential: false }

const logDriver = (logGroup: ILogGroup, streamPrefix: string) =>
  // A log that is slow to be taken must not hold up the gateway: non-blocking is no default.
  LogDriver.awsLogs({ logGroup, streamPrefix, mode: AwsLogDriverMode.NON_BLOCKING })

/** What all containers have: no root, nothing to write to but the volume, no capability. */
const closed = (scope: Construct, name: string, { image }: TaskParts) => {
  const linuxParameters = new LinuxParameters(scope, `Linux-${name}`, { initProcessEnabled: true })
  linuxParameters.dropCapabilities(Capability.ALL)
  return {
    image,
    user: 'node',
    readonlyRootFilesystem: true,
    stopTimeout: Duration.seconds(stopSeconds),
    linuxParameters,
  }
}

const runGateway = ({ options, streams }: TaskParts): Partial<ContainerDefinitionOptions> => ({
  essential: true,
  portMappings: [{ containerPort: gatewayPort }],
  environment: gatewaySettings(options, streams),
  enableRestartPolicy: true,
  restartAttemptPeriod: Duration.seconds(restartAfterSeconds),
})

const reporter = (scope: Construct): Partial<ContainerDefinitionOptions> => ({
  command: [
    '--input-type=module-typescript',
    '-e',
    reportMetrics,
    metricsAddress,
    String(reportEveryMs),
    metricsNamespace,
    Stack.of(scope).stackName,
    JSON.stringify(gatewayMetrics),
  ],
  enableRestartPolicy: true,
  restartAttemptPeriod: Duration.seconds(restartAfterSeconds),
})
