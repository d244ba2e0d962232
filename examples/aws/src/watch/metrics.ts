import { Duration, Stack } from 'aws-cdk-lib'
import {
  type IMetric,
  MathExpression,
  Metric,
  type MetricOptions,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { IStream } from 'aws-cdk-lib/aws-kinesis'
import type { Construct } from 'constructs'
import type { Delivery } from '../archive/create-delivery.ts'
import { type GatewayMetricName, metricsNamespace } from './gateway-metrics.ts'

export type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average'

/** Which metric, over how many minutes. Default: one. */
export interface Asked {
  readonly name: string
  readonly statistic: Statistic
  readonly minutes?: number
  readonly label?: string
}

const options = ({ statistic, minutes = 1, label }: Asked): MetricOptions => ({
  statistic,
  period: Duration.minutes(minutes),
  ...(label !== undefined && { label }),
})

export const streamMetric = (stream: IStream, asked: Asked): Metric =>
  new Metric({
    namespace: 'AWS/Kinesis',
    metricName: asked.name,
    dimensionsMap: { StreamName: stream.streamName },
    ...options(asked),
  })

export const deliveryMetric = (delivery: Delivery, asked: Asked): Metric =>
  new Metric({
    namespace: 'AWS/Firehose',
    metricName: asked.name,
    dimensionsMap: { DeliveryStreamName: delivery.name },
    ...options(asked),
  })

/** What the gateways report of themselves, all tasks together. */
export const gatewayMetric = (
  scope: Construct,
  asked: Asked & { readonly name: GatewayMetricName },
): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName: asked.name,
    dimensionsMap: { stack: Stack.of(scope).stackName },
    ...options(asked),
  })

/** One of another, in percent; nothing of nothing is none. */
export const percentOf = (part: IMetric, whole: IMetric, minutes: number): MathExpression =>
  new MathExpression({
    expression: 'IF(FILL(whole, 0) > 0, 100 * FILL(part, 0) / whole, 0)',
    usingMetrics: { part, whole },
    period: Duration.minutes(minutes),
  })
