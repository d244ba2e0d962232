import { expect, test } from 'vitest'
import { watched } from '../../src/cost/standing-cost.ts'
import { gatewayMetrics } from '../../src/watch/gateway-metrics.ts'
import { plainText } from '../../src/iam/plain-text.ts'
import type { Syntheses } from './synthesise.ts'
import { containerOf, only } from './containers.ts'
import { ofType, type Template } from './template.ts'

const alarms = (from: Template) => ofType(from, 'CloudWatch::Alarm').map(([, one]) => one)

/** Who is told of what. */
export function alarmCases(all: Syntheses): void {
  test('tells the topic when an alarm begins and when it ends', () => {
    for (const alarm of alarms(all.everything.template)) {
      expect(JSON.stringify(alarm.AlarmActions)).toContain('AlarmsTopic')
      expect(alarm.OKActions).toEqual(alarm.AlarmActions)
      expect(String(alarm.AlarmDescription).length).toBeGreaterThan(20)
    }
    expect(only(all.everything.template, 'SNS::Subscription', 'Endpoint')).toBe('team@example.com')
  })

  test('watches what the stream, the delivery, the entrance and the gateway say', () => {
    const named = JSON.stringify(alarms(all.everything.template))
    const asked = [
      'IncomingBytes',
      'IncomingRecords',
      'WriteProvisionedThroughputExceeded',
      'GetRecords.IteratorAgeMilliseconds',
      'IteratorAge',
      'DeliveryToS3.DataFreshness',
      'DeliveryToS3.Success',
      'DataReadFromKinesisStream.Records',
      'FailedConversion.Records',
      'HTTPCode_Target_5XX_Count',
      'HTTPCode_ELB_5XX_Count',
      'UnHealthyHostCount',
      'events_rejected',
      'spool_oldest',
      'spool_bytes',
      'breaker_state',
      'unexpected',
    ]
    expect(asked.filter((name) => !named.includes(`"MetricName":"${name}"`))).toEqual([])
  })

  test('looks where the gateway reports: namespace and stack', () => {
    const [namespace, stack] = containerOf(all.default.template, 'metrics').words.slice(-3)
    const ours = alarms(all.default.template).filter(({ Namespace }) => Namespace === 'Weir')
    expect(ours.length).toBeGreaterThan(1)
    for (const alarm of ours) {
      expect([alarm.Namespace, alarm.Dimensions]).toEqual([
        namespace,
        [{ Name: 'stack', Value: stack }],
      ])
    }
  })
}

/** What an alarm must not sleep through. */
export function failureCases(all: Syntheses): void {
  test('hears of a breaker that probes as well as of one that is open', () => {
    const breaker = alarms(all.default.template).find(
      ({ MetricName }) => MetricName === 'breaker_state',
    )
    expect(breaker).toMatchObject({
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    })
  })

  test('hears of a stream of rejected events that is full: good ones wait behind them', () => {
    const throttles = alarms(all.everything.template).filter(
      ({ MetricName }) => MetricName === 'WriteProvisionedThroughputExceeded',
    )
    expect(throttles.map(({ Dimensions }) => JSON.stringify(Dimensions))).toEqual([
      expect.stringContaining('StreamsEvents'),
      expect.stringContaining('StreamsRejected'),
    ])
  })

  test('hears of a Firehose that reads nothing, which says nothing of how late it is', () => {
    const expressions = alarms(all.default.template)
      .map((alarm) => JSON.stringify(alarm))
      .filter((text) => text.includes('DataReadFromKinesisStream.Records'))
    expect(expressions).toHaveLength(2)
    for (const [at, stream] of ['StreamsEvents', 'StreamsRejected'].entries()) {
      expect(expressions[at]).toContain('IF(FILL(came, 0) > 0 AND FILL(taken, 0) == 0, 1, 0)')
      expect(expressions[at]).toContain(stream)
    }
  })

  test('counts as asked what found no task at all, which is in no count but that of failures', () => {
    const about = alarms(all.default.template).map((alarm) => JSON.stringify(alarm))
    const fails = about.find((text) => text.includes('HTTPCode_ELB_5XX_Count'))
    expect(fails).toContain('"Expression":"FILL(requests, 0) + FILL(theirs, 0)","Id":"whole"')
    // Once in each of the two sums that it belongs to, as one metric.
    expect(fails?.match(/"MetricName":"HTTPCode_ELB_5XX_Count"/gu)).toHaveLength(1)
  })

  test('says of a task with a spool what its health check asks', () => {
    const about = (from: Template) =>
      alarms(from).find(({ MetricName }) => MetricName === 'UnHealthyHostCount')?.AlarmDescription
    expect(about(all.default.template)).toContain('cannot write to Kinesis')
    expect(about(all.everything.template)).toContain('does not answer')
  })
}

/** What is shown, kept and paid for. */
export function dashboardCases(all: Syntheses): void {
  test('shows every metric that the gateway reports, and costs no other', () => {
    const body = plainText(only(all.default.template, 'CloudWatch::Dashboard', 'DashboardBody'))
    const unseen = gatewayMetrics.filter(({ name }) => !body.includes(`"${name}"`))
    expect(unseen).toEqual([])
    expect(body).toContain('alarm')
  })

  test('is counted right in what a month costs', () => {
    // Without a spool, its two gauges are not there.
    const metrics = gatewayMetrics.filter(({ name }) => !name.startsWith('spool'))
    expect(watched).toEqual({
      metrics: metrics.length,
      alarms: alarms(all.default.template).length,
      dashboards: ofType(all.default.template, 'CloudWatch::Dashboard').length,
    })
  })

  test('keeps no log for ever', () => {
    for (const [, group] of ofType(all.everything.template, 'Logs::LogGroup')) {
      expect(group.RetentionInDays).toBe(30)
    }
  })
}
