import { Stack } from 'aws-cdk-lib'
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type Alarm,
  AlarmStatusWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import type { Deliveries } from '../archive/create-delivery.ts'
import type { Gateway } from '../gateway/create-gateway.ts'
import type { Streams } from '../streams/create-streams.ts'
import type { GatewayMetricName } from './gateway-metrics.ts'
import { deliveryMetric, gatewayMetric, type Statistic, streamMetric } from './metrics.ts'

export interface DashboardParts {
  readonly gateway: Gateway
  readonly streams: Streams
  readonly deliveries: Deliveries
  readonly alarms: readonly Alarm[]
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 8, height: 6 })

/** The way of an event from left to right, what is wrong on top. */
export function createDashboard(scope: Construct, parts: DashboardParts): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: Stack.of(scope).stackName,
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...parts.alarms], width: 24, height: 4 })],
      entrance(parts),
      inside(scope),
      onward(parts),
    ],
  })
}

const entrance = ({ gateway: { balancer, service } }: DashboardParts) => [
  graph(
    'Requests',
    [balancer.metrics.requestCount()],
    [balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT)],
  ),
  graph('Time to answer', [
    balancer.metrics.targetResponseTime({ statistic: 'p50' }),
    balancer.metrics.targetResponseTime({ statistic: 'p99' }),
  ]),
  graph('CPU and memory of the tasks', [
    service.metricCpuUtilization(),
    service.metricMemoryUtilization(),
  ]),
]

function inside(scope: Construct): GraphWidget[] {
  const metric = (name: GatewayMetricName, statistic: Statistic = 'Sum') =>
    gatewayMetric(scope, { name, statistic, label: name })
  return [
    graph(
      'Events',
      [metric('events_received'), metric('events_accepted'), metric('events_delivered')],
      [metric('events_rejected')],
    ),
    graph(
      'Records',
      [metric('records')],
      [metric('events_per_record', 'Average'), metric('put_retries')],
    ),
    graph(
      'What waits, and refusals',
      [metric('spool_bytes', 'Maximum')],
      [
        metric('spool_oldest', 'Maximum'),
        metric('breaker_state', 'Maximum'),
        metric('requests_unavailable'),
        metric('unexpected'),
      ],
    ),
  ]
}

const onward = ({ streams, deliveries }: DashboardParts) => [
  graph(
    'Stream of events',
    [streamMetric(streams.events, { name: 'IncomingBytes', statistic: 'Sum' })],
    [
      streamMetric(streams.events, { name: 'IncomingRecords', statistic: 'Sum' }),
      streamMetric(streams.events, {
        name: 'WriteProvisionedThroughputExceeded',
        statistic: 'Sum',
      }),
    ],
  ),
  graph(
    'How late the readers are',
    [streams.events, streams.rejected].map((stream, at) =>
      streamMetric(stream, {
        name: 'GetRecords.IteratorAgeMilliseconds',
        statistic: 'Maximum',
        label: at === 0 ? 'events' : 'rejected',
      }),
    ),
  ),
  graph(
    'Delivery to S3',
    Object.entries(deliveries).map(([label, delivery]) =>
      deliveryMetric(delivery, {
        name: 'DeliveryToS3.DataFreshness',
        statistic: 'Maximum',
        minutes: 5,
        label,
      }),
    ),
    Object.entries(deliveries).map(([label, delivery]) =>
      deliveryMetric(delivery, {
        name: 'DeliveryToS3.Success',
        statistic: 'Average',
        minutes: 5,
        label: `${label}, success`,
      }),
    ),
  ),
]
