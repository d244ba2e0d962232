import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { Options } from '../options/options-table.ts'

/** When somebody has to look, and what at. */
export interface Watch {
  readonly id: string
  /** What it means and what to do, in the words of a message at night. */
  readonly about: string
  readonly metric: IMetric
  readonly above: number
  /** Of the last periods of the metric, how many. Default: 1 of 1. */
  readonly times?: readonly [number, number]
  /** Whether silence is bad news as well. Default: it is not. */
  readonly silenceAlarms?: boolean
  /** Alarm at or below instead. */
  readonly isFloor?: boolean
}

export interface Alarms {
  readonly topic: Topic
  readonly alarms: readonly Alarm[]
}

export interface AlarmsParts {
  readonly key: Key
  readonly options: Options
  readonly watches: readonly Watch[]
}

/** Alarms that speak through one encrypted topic. */
export function createAlarms(parent: Construct, { key, options, watches }: AlarmsParts): Alarms {
  const scope = new Construct(parent, 'Alarms')
  const topic = new Topic(scope, 'Topic', {
    displayName: `${Stack.of(scope).stackName} alarms`,
    masterKey: key,
    enforceSSL: true,
  })
  topic.applyRemovalPolicy(RemovalPolicy.DESTROY)
  letAlarmsSpeak(topic, key)
  const { alarmEmail } = options
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail))
  const action = new SnsAction(topic)
  const alarms = watches.map((watch) => {
    const alarm = createAlarm(scope, watch)
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
    return alarm
  })
  return { topic, alarms }
}

/**
 * Without a policy, a topic takes what its account says, alarms included. One of its own, as the one
 * that asks for TLS is, takes the place of that.
 */
function letAlarmsSpeak(topic: Topic, key: Key): void {
  const common = {
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
  }
  topic.addToResourcePolicy(
    new PolicyStatement({
      ...common,
      sid: 'AlarmsSpeak',
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  )
  key.addToResourcePolicy(
    new PolicyStatement({
      ...common,
      sid: 'AlarmsUseTheTopic',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
    }),
  )
}

function createAlarm(scope: Construct, watch: Watch): Alarm {
  const { id, about, metric, above, times = [1, 1], isFloor, silenceAlarms } = watch
  const [datapointsToAlarm, evaluationPeriods] = times
  return new Alarm(scope, id, {
    alarmDescription: about,
    metric,
    threshold: above,
    comparisonOperator: isFloor
      ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
      : ComparisonOperator.GREATER_THAN_THRESHOLD,
    datapointsToAlarm,
    evaluationPeriods,
    treatMissingData: silenceAlarms ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  })
}
