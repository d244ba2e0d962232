import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { publicPaths } from '../../src/gateway/create-entrance.ts'
import { ownSettings } from '../../src/options/contradictions.ts'
import { writeSites } from '../support/run-gateway.ts'
import { startProgram } from '../support/start-program.ts'
import { containerOf, only } from './containers.ts'
import { plainText } from '../../src/iam/plain-text.ts'
import type { Made, OptionSet, Syntheses } from './synthesise.ts'
import { withoutHashes } from './statements.ts'
import { type Json, ofType, resource } from './template.ts'

const program = resolve(import.meta.dirname, '../../../../packages/gateway/src/main.ts')

/** What the gateway is told. */
export function settingCases(all: Syntheses, made: Made): void {
  test.each(made)('gives the gateway settings that it accepts: %s', async (_name, { template }) => {
    const { settings } = containerOf(template, 'gateway')
    // In the task, its neighbour writes the file; here it is looked for as well.
    const env = { ...settings, WEIR_SITES: await writeSites() }
    const check = startProgram(['--conditions=weir-source', program, '--check'], env)
    const told = await check.rest()
    expect(await check.ended()).toBe(0)
    expect(told.join('\n')).toContain('WEIR_STREAM')
  })

  test('refuses settings that it makes itself, and no other', () => {
    const { settings } = containerOf(all.everything.template, 'gateway')
    const { WEIR_COOKIE, ...own } = settings
    expect(WEIR_COOKIE).toBe('weir_id')
    expect(Object.keys(own).toSorted((a, b) => a.localeCompare(b))).toEqual(
      ownSettings.toSorted((a, b) => a.localeCompare(b)),
    )
  })
}

/** How its containers run. */
export function containerCases(all: Syntheses): void {
  test.each(['gateway', 'sites', 'metrics'])('closes the container %s', (name) => {
    const { definition } = containerOf(all.default.template, name)
    expect(definition).toMatchObject({
      User: 'node',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
      StopTimeout: 120,
      LogConfiguration: { LogDriver: 'awslogs' },
    })
    expect(definition).not.toHaveProperty('Privileged')
  })

  test('restarts the gateway in place, and starts it when its sites are there', () => {
    const { definition } = containerOf(all.default.template, 'gateway')
    expect(definition).toMatchObject({
      Essential: true,
      RestartPolicy: { Enabled: true, RestartAttemptPeriod: 60 },
      DependsOn: [{ ContainerName: 'sites', Condition: 'SUCCESS' }],
      MountPoints: [{ ContainerPath: '/data', ReadOnly: false, SourceVolume: 'data' }],
    })
    // The drain ends before Fargate ends the task.
    const { WEIR_SHUTDOWN_MS } = containerOf(all.default.template, 'gateway').settings
    expect(Number(WEIR_SHUTDOWN_MS)).toBeLessThan(120_000)
  })

  test('asks /readyz, and where a spool would be lost only whether the gateway lives', () => {
    const check = (set: 'default' | 'everything') =>
      only(all[set].template, 'ElasticLoadBalancingV2::TargetGroup') as Json
    expect(check('default')).toMatchObject({
      HealthCheckPath: '/readyz',
      HealthCheckIntervalSeconds: 10,
      UnhealthyThresholdCount: 3,
    })
    expect(check('everything')).toMatchObject({
      HealthCheckPath: '/livez',
      HealthCheckIntervalSeconds: 30,
      UnhealthyThresholdCount: 10,
    })
    expect(
      only(all.everything.template, 'ECS::TaskDefinition', 'EphemeralStorage', 'SizeInGiB'),
    ).toBe(52)
  })
}

/** Where the manual goes on after a deployment. */
export function addressCases(all: Syntheses): void {
  test('names an address that a visitor can use, and no other', () => {
    const told = (set: OptionSet) =>
      Object.fromEntries(
        Object.entries(all[set].template.Outputs).map(([id, { Value }]) => [id, plainText(Value)]),
      )
    const balancer = expect.stringMatching(/^<GatewayBalancer\w+\.DNSName>$/u) as string
    expect(told('everything')).toMatchObject({
      Collector: 'https://collect.example.com',
      BalancerName: balancer,
    })
    expect(told('trial').Collector).toMatch(/^http:\/\/<GatewayBalancer/u)
    // Nobody's certificate has the name of the load balancer.
    expect(told('default')).not.toHaveProperty('Collector')
    expect(told('default')).toMatchObject({ BalancerName: balancer })
  })
}

/** What the public can reach. */
export function entranceCases(all: Syntheses): void {
  test('lets the public paths through, over TLS, and answers 404 to the rest', () => {
    const { template } = all.default
    const listener = only(template, 'ElasticLoadBalancingV2::Listener') as Json
    expect(listener).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    })
    const rule = only(template, 'ElasticLoadBalancingV2::ListenerRule') as Json
    expect(rule).toMatchObject({
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: publicPaths } }],
      Actions: [{ Type: 'forward' }],
    })
    const patterns = publicPaths.map(
      (path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'u'),
    )
    const isOpen = (path: string) => patterns.some((pattern) => pattern.test(path))
    expect(
      ['/v1/events', '/v1/pixel.gif', '/weir.js', '/weir.1a2b.js', '/weir.json'].filter(
        (path) => !isOpen(path),
      ),
    ).toEqual([])
    expect(['/console', '/readyz', '/livez', '/metrics'].filter(isOpen)).toEqual([])
  })

  test('takes no task away for want of work where a spool would go with it', () => {
    const policy = (set: 'default' | 'everything') =>
      only(
        all[set].template,
        'ApplicationAutoScaling::ScalingPolicy',
        'TargetTrackingScalingPolicyConfiguration',
      )
    expect(policy('everything')).toMatchObject({ DisableScaleIn: true })
    expect(policy('default')).not.toMatchObject({ DisableScaleIn: true })
  })

  test('rolls back a deployment that does not come up, and keeps a scaled service scaled', () => {
    const { template } = all.default
    const service = only(template, 'ECS::Service') as Json
    expect(service).toMatchObject({
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
      },
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    })
    expect(service).not.toHaveProperty('DesiredCount')
    expect(only(template, 'ApplicationAutoScaling::ScalableTarget')).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
    })
  })
}

/** Where it stands. */
export function networkCases(all: Syntheses): void {
  test('gives its own tasks no way out but to AWS', () => {
    const { template } = all.default
    expect(ofType(template, 'EC2::NatGateway')).toEqual([])
    const services = ofType(template, 'EC2::VPCEndpoint').map(([, { ServiceName }]) =>
      JSON.stringify(ServiceName),
    )
    for (const service of ['kinesis-streams', 'ecr.api', 'ecr.dkr', 'logs', 's3']) {
      expect(services.filter((name) => name.includes(`.${service}"`))).toHaveLength(1)
    }
    const routes = ofType(template, 'EC2::Route').map(([id]) => id)
    expect(routes.filter((id) => id.startsWith('GatewayVpcGateway'))).toEqual([])
  })

  test('starts no task before there is a way to its image, its logs and the streams', () => {
    const service = Object.values(all.default.template.Resources).find(
      ({ Type }) => Type === 'AWS::ECS::Service',
    )
    const ways = ['Kinesis', 'EcrApi', 'EcrDocker', 'Logs', 'S3'].map((id) => `GatewayVpc${id}`)
    expect((service?.DependsOn ?? []).map(withoutHashes)).toEqual(expect.arrayContaining(ways))
  })

  test('takes an existing VPC from the context, and lets in the CDN only', () => {
    const { template } = all.everything
    expect(ofType(template, 'EC2::VPC')).toEqual([])
    const subnets = only(
      template,
      'ECS::Service',
      'NetworkConfiguration',
      'AwsvpcConfiguration',
      'Subnets',
    )
    expect(subnets).toEqual(['subnet-0000000000000001a', 'subnet-0000000000000001b'])
    expect(only(template, 'ElasticLoadBalancingV2::LoadBalancer', 'Subnets')).toEqual([
      'subnet-0000000000000000a',
      'subnet-0000000000000000b',
    ])
    expect(resource(template, 'GatewayBalancerGroup')).not.toHaveProperty(
      'SecurityGroupIngress.0.CidrIp',
    )
    expect(containerOf(template, 'gateway').settings).toMatchObject({
      WEIR_TRUST_PROXY: '2',
      WEIR_GEO: 'header',
    })
  })
}

/** What it is built from. */
export function imageCases(all: Syntheses): void {
  test('builds the image from what the Dockerfile needs, and from nothing that does not matter', () => {
    const { imageFiles } = all.default
    expect(imageFiles).toEqual(
      expect.arrayContaining([
        'packages/gateway/Dockerfile',
        'packages/gateway/src/main.ts',
        'packages/gateway/tsconfig.build.json',
        'packages/schema/package.json',
        'pnpm-lock.yaml',
        'pnpm-workspace.yaml',
        'tsconfig.base.json',
        'examples/aws/package.json',
      ]),
    )
    const useless =
      /(^|\/)(node_modules|dist|test|data|cdk\.out|\.git)(\/|$)|\.md$|^docs|^examples\/aws\/src/u
    expect(imageFiles.filter((path) => useless.test(path))).toEqual([])
    expect(all.everything.imageFiles.filter((path) => path !== 'index.mjs')).toEqual([])
  })
}
