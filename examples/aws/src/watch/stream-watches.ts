import { Duration } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import type { Deliveries, Delivery } from '../archive/create-delivery.ts'
import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'
import type { Watch } from './create-alarms.ts'
import { deliveryMetric, streamMetric } from './metrics.ts'

const minuteMs = 60_000
/** Longer than a buffer of Firehose may take, and far from what the stream keeps. */
const lateMinutes = 20
const shardPerMinute = { bytes: 60 * 1024 ** 2, records: 60 * 1000 } as const
const fullPercent = 80

/** What the streams say. */
export function streamWatches({ events, rejected }: Streams, options: Options): Watch[] {
  const late = lateMinutes * minuteMs
  return [
    throttles(
      'StreamThrottles',
      events,
      'Kinesis refuses records of the stream of events. The gateway sends them again; if it lasts, add shards.',
    ),
    throttles(
      'RejectedThrottles',
      rejected,
      'Kinesis refuses records of the stream of rejected events, and good ones wait behind them: take back the release whose events are rejected, or put that stream on demand.',
    ),
    ...[events, rejected].map((stream, at) => ({
      id: at === 0 ? 'EventsReadLate' : 'RejectedReadLate',
      about: `A reader of the stream is more than ${lateMinutes} minutes behind; what it does not read in time expires.`,
      metric: streamMetric(stream, {
        name: 'GetRecords.IteratorAgeMilliseconds',
        statistic: 'Maximum',
      }),
      above: late,
      times: [5, 5] as const,
    })),
    ...silence(events, options),
    ...fullShards(events, options),
  ]
}

const throttles = (id: string, stream: Streams['events'], about: string): Watch => ({
  id,
  about,
  metric: streamMetric(stream, {
    name: 'WriteProvisionedThroughputExceeded',
    statistic: 'Sum',
  }),
  above: 0,
  times: [5, 10],
})

function silence(stream: Streams['events'], { silentMinutes }: Options): Watch[] {
  if (silentMinutes === 0) return []
  return [
    {
      id: 'StreamSilent',
      about: `No event for ${silentMinutes} minutes: is the script still on the pages?`,
      metric: streamMetric(stream, {
        name: 'IncomingRecords',
        statistic: 'Sum',
        minutes: silentMinutes,
      }),
      above: 0,
      isFloor: true,
      silenceAlarms: true,
    },
  ]
}

/** An on-demand stream grows by itself. */
function fullShards(stream: Streams['events'], { capacity, shards }: Options): Watch[] {
  if (capacity === 'on-demand') return []
  const full = (id: string, name: string, limit: number): Watch => ({
    id,
    about: `The stream of events is ${fullPercent} % full by ${name}: raise weir:shards.`,
    metric: streamMetric(stream, { name, statistic: 'Sum' }),
    above: (shards * limit * fullPercent) / 100,
    times: [5, 5],
  })
  return [
    full('StreamFullOfBytes', 'IncomingBytes', shardPerMinute.bytes),
    full('StreamFullOfRecords', 'IncomingRecords', shardPerMinute.records),
  ]
}

/** What Firehose says of the way into the archive. */
export function deliveryWatches(
  deliveries: Deliveries,
  { events, rejected }: Streams,
  options: Options,
): Watch[] {
  return Object.entries(deliveries).flatMap(([id, delivery]) => {
    const stream = id === 'Events' ? events : rejected
    const arrives = arrival(id, delivery, options).concat(unread(id, delivery, stream))
    return delivery.isParquet ? arrives.concat(conversion(id, delivery)) : arrives
  })
}

/** Of a Firehose that may not read, everything else is missing: age, freshness and success. */
const unread = (id: string, delivery: Delivery, stream: Streams['events']): Watch => ({
  id: `${id}NotRead`,
  about:
    'Records come into the stream, and Firehose reads none: look at its role and at the key. What it does not read in time expires.',
  metric: new MathExpression({
    expression: 'IF(FILL(came, 0) > 0 AND FILL(taken, 0) == 0, 1, 0)',
    usingMetrics: {
      came: streamMetric(stream, { name: 'IncomingRecords', statistic: 'Sum', minutes: 5 }),
      taken: deliveryMetric(delivery, {
        name: 'DataReadFromKinesisStream.Records',
        statistic: 'Sum',
        minutes: 5,
      }),
    },
    period: Duration.minutes(5),
  }),
  above: 0,
  times: [3, 3],
})

function arrival(id: string, delivery: Delivery, { bufferSeconds }: Options): Watch[] {
  const patience = bufferSeconds + 600
  return [
    {
      id: `${id}ArchivedLate`,
      about: `The oldest record that is not in S3 is older than ${patience} s. Look into the log of the delivery.`,
      metric: deliveryMetric(delivery, {
        name: 'DeliveryToS3.DataFreshness',
        statistic: 'Maximum',
        minutes: 5,
      }),
      above: patience,
      times: [2, 2],
    },
    {
      id: `${id}NotArchived`,
      about: 'Firehose cannot write to S3. It tries again for as long as the stream keeps records.',
      metric: deliveryMetric(delivery, {
        name: 'DeliveryToS3.Success',
        statistic: 'Average',
        minutes: 5,
      }),
      above: 0.99,
      isFloor: true,
      times: [2, 3],
    },
  ]
}

const conversion = (id: string, delivery: Delivery): Watch => ({
  id: `${id}NotConverted`,
  about: 'Firehose could not make Parquet of some records; they are whole under errors/.',
  metric: deliveryMetric(delivery, {
    name: 'FailedConversion.Records',
    statistic: 'Sum',
    minutes: 5,
  }),
  above: 0,
})
