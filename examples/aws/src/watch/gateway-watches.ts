import { Duration } from 'aws-cdk-lib'
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { Gateway } from '../gateway/create-gateway.ts'
import type { Options } from '../options/options-table.ts'
import type { Watch } from './create-alarms.ts'
import { gatewayMetric, percentOf } from './metrics.ts'

const rejectPercent = 5
const failPercent = 1
const spoolSeconds = 300
const spoolPercent = 50

/** What it means that the health check of a task fails; with a spool it asks less. */
const notReady = {
  off: 'A task has not been ready for 5 minutes: it cannot write to Kinesis.',
  volume: 'A task does not answer any more. ECS replaces it, and its spool goes with it.',
} as const

/** What visitors meet at the entrance, and what the tasks need. */
export function entranceWatches(gateway: Gateway, { spool }: Options): Watch[] {
  const { balancer, targets, service } = gateway
  const five = { period: Duration.minutes(5), statistic: 'Sum' }
  const theirs = balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, five)
  const failed = new MathExpression({
    expression: 'FILL(ours, 0) + FILL(theirs, 0)',
    usingMetrics: {
      ours: balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, five),
      theirs,
    },
    period: Duration.minutes(5),
  })
  // RequestCount has only those for which there was a target: without any, all of them fail unseen.
  const asked = new MathExpression({
    expression: 'FILL(requests, 0) + FILL(theirs, 0)',
    usingMetrics: { requests: balancer.metrics.requestCount(five), theirs },
    period: Duration.minutes(5),
  })
  return [
    {
      id: 'RequestsFail',
      about: `More than ${failPercent} % of requests end with 5xx. Pages keep their events and come back; beacons do not.`,
      metric: percentOf(failed, asked, 5),
      above: failPercent,
      times: [2, 3],
    },
    {
      id: 'TasksNotReady',
      about: notReady[spool],
      metric: targets.metrics.unhealthyHostCount({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      above: 0,
      times: [5, 5],
    },
    {
      id: 'CpuFull',
      about: 'The tasks are at 85 % of their CPU: raise weir:maxTasks.',
      metric: service.metricCpuUtilization({ period: Duration.minutes(5) }),
      above: 85,
      times: [3, 3],
    },
  ]
}

/** What the gateways say of themselves. */
export function gatewayWatches(scope: Construct, options: Options): Watch[] {
  const sum = (name: 'events_rejected' | 'events_received') =>
    gatewayMetric(scope, { name, statistic: 'Sum', minutes: 5 })
  return [
    {
      id: 'EventsRejected',
      about: `More than ${rejectPercent} % of events are rejected: somebody released a mistake. The saved query "rejected" names it.`,
      metric: percentOf(sum('events_rejected'), sum('events_received'), 5),
      above: rejectPercent,
      times: [2, 3],
    },
    {
      id: 'GatewayBug',
      about: 'The gateway met something unexpected: look for "unexpected error" in its log.',
      metric: gatewayMetric(scope, { name: 'unexpected', statistic: 'Sum', minutes: 5 }),
      above: 0,
    },
    {
      id: 'BreakerOpen',
      about:
        'A gateway has stopped writing to Kinesis, or only tries whether it can: it is down, or not permitted.',
      metric: gatewayMetric(scope, { name: 'breaker_state', statistic: 'Maximum' }),
      // While it probes a Kinesis that does not answer, it is half open (1), and most of the time.
      above: 0,
      times: [3, 5],
    },
    {
      id: 'MetricsMissing',
      about: 'No gateway has reported its metrics for 10 minutes; the alarms above are blind.',
      metric: gatewayMetric(scope, { name: 'events_received', statistic: 'Sum', minutes: 5 }),
      above: -1,
      isFloor: true,
      silenceAlarms: true,
      times: [2, 2],
    },
    ...(options.spool === 'volume' ? spoolWatches(scope, options) : []),
  ]
}

const spoolWatches = (scope: Construct, { spoolGiB }: Options): Watch[] => [
  {
    id: 'SpoolOld',
    about: `Events have waited in a spool for ${spoolSeconds} s: Kinesis is behind. Do not replace tasks now, their spools go with them.`,
    metric: gatewayMetric(scope, { name: 'spool_oldest', statistic: 'Maximum' }),
    above: spoolSeconds,
    times: [3, 5],
  },
  {
    id: 'SpoolFilling',
    about: `A spool is ${spoolPercent} % full. When it is full, the gateway answers 503.`,
    metric: gatewayMetric(scope, { name: 'spool_bytes', statistic: 'Maximum' }),
    above: (spoolGiB * 1024 ** 3 * spoolPercent) / 100,
  },
]
