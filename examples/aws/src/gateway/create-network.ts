import { Stack } from 'aws-cdk-lib'
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  type SubnetSelection,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import { AnyPrincipal, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct, IDependable } from 'constructs'
import { accept } from '../checks/accept.ts'
import { logStreamArn } from '../iam/log-arn.ts'
import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'
import type { GatewayRoles } from './gateway-roles.ts'

/** Where the gateway stands. */
export interface Network {
  readonly vpc: IVpc
  readonly taskSubnets: SubnetSelection
  readonly taskGroup: SecurityGroup
  /** What has to be there before a task can start. */
  readonly ways: readonly IDependable[]
}

export interface NetworkParts {
  readonly options: Options
  readonly roles: GatewayRoles
  readonly streams: Streams
  readonly logs: readonly ILogGroup[]
  readonly repositoryArn: string | undefined
}

/**
 * An existing VPC, or one of our own in which the tasks have no way to the internet at all: what
 * they need of AWS comes through endpoints, which cost less than NAT gateways for a stream of data
 * and let through nothing but what the gateway does.
 */
export function createNetwork(scope: Construct, parts: NetworkParts): Network {
  const { vpc: vpcId } = parts.options
  const own = vpcId === undefined ? createVpc(scope) : undefined
  const vpc = own ?? Vpc.fromLookup(scope, 'Vpc', { vpcId: vpcId ?? '' })
  const taskGroup = new SecurityGroup(scope, 'TaskGroup', {
    vpc,
    description: 'Tasks of the gateway',
    allowAllOutbound: false,
  })
  taskGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS: streams, image, logs')
  return {
    vpc,
    taskGroup,
    ways: own === undefined ? [] : addEndpoints(own, taskGroup, parts),
    taskSubnets: {
      subnetType: own === undefined ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED,
    },
  }
}

function createVpc(scope: Construct): Vpc {
  const vpc = new Vpc(scope, 'Vpc', {
    ipAddresses: IpAddresses.cidr('10.0.0.0/20'),
    maxAzs: 2,
    natGateways: 0,
    // It would take a custom resource that may change any security group.
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: 'Balancer', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
      { name: 'Gateway', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
    ],
  })
  accept(
    vpc,
    'VPC7',
    'Flow logs keep the whole address of every visitor, which the gateway takes care not to store.',
  )
  return vpc
}

function addEndpoints(vpc: Vpc, taskGroup: ISecurityGroup, parts: NetworkParts): IDependable[] {
  const { roles, streams, logs } = parts
  const { region, partition } = Stack.of(vpc)
  const endpointGroup = new SecurityGroup(vpc, 'EndpointGroup', {
    vpc,
    description: 'Endpoints of AWS services',
    allowAllOutbound: false,
  })
  endpointGroup.addIngressRule(taskGroup, Port.HTTPS, 'from the gateway')
  const ecr = pullThrough(parts)
  const services = {
    Kinesis: {
      service: InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
      statements: [
        only(
          roles.task,
          ['kinesis:DescribeStreamSummary', 'kinesis:PutRecords'],
          [streams.events.streamArn, streams.rejected.streamArn],
        ),
      ],
    },
    EcrApi: { service: InterfaceVpcEndpointAwsService.ECR, statements: ecr },
    EcrDocker: { service: InterfaceVpcEndpointAwsService.ECR_DOCKER, statements: ecr },
    Logs: {
      service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      statements: [
        only(
          roles.execution,
          ['logs:CreateLogStream', 'logs:PutLogEvents'],
          logs.map((group) => logStreamArn(group, '*')),
        ),
      ],
    },
  }
  const ways = Object.entries(services).map(([id, { service, statements }]) => {
    const endpoint = vpc.addInterfaceEndpoint(id, {
      service,
      open: false,
      securityGroups: [endpointGroup],
    })
    for (const statement of statements) endpoint.addToPolicy(statement)
    return endpoint
  })
  // ECR hands out its layers from a bucket of its own, signed by itself.
  const layers = vpc.addGatewayEndpoint('S3', {
    service: GatewayVpcEndpointAwsService.S3,
    subnets: [{ subnetType: SubnetType.PRIVATE_ISOLATED }],
  })
  layers.addToPolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`],
    }),
  )
  return [...ways, layers]
}

/** Both endpoints of ECR are asked in turn, for the token and for the image. */
function pullThrough({ roles, repositoryArn }: NetworkParts): PolicyStatement[] {
  if (repositoryArn === undefined) return []
  return [
    only(roles.execution, ['ecr:GetAuthorizationToken'], ['*']),
    only(
      roles.execution,
      ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      [repositoryArn],
    ),
  ]
}

/** In the policy of an endpoint: what this role may do through it. */
const only = (role: IRole, actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions,
    resources,
    conditions: { ArnEquals: { 'aws:PrincipalArn': role.roleArn } },
  })
