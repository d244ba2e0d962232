import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { createLedger, type Ledger } from '@weir/campaign/ledger'
import { type Load, startLoad } from '@weir/campaign/load'
import { createKinesisServer, type KinesisControl, type KinesisServer } from '@weir/local'
import { createRandom } from '@weir/local/random'
import { onTestFinished } from 'vitest'
import { observeSink } from '../../src/create-sink.ts'
import type { Metrics } from '../../src/metrics.ts'
import { createKinesisSink, type KinesisSinkOptions } from '../../src/sinks/kinesis/kinesis-sink.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import { createDirectStore } from '../../src/store/direct-store.ts'
import { fastClock } from './fast-clock.ts'
import { type TestGateway, testGateway } from './gateway.ts'
import { clientFor, noLimits } from './kinesis.ts'
import { readMetrics } from './read-metrics.ts'
import { until } from './until.ts'

/** A whole gateway under load, writing with the AWS SDK to an endpoint that can fail. */
export interface Survival {
  readonly gateway: TestGateway
  readonly server: KinesisServer
  readonly control: KinesisControl
  readonly load: Load
  /** Ends the load and all faults, drains, and says how every promise fared. */
  readonly end: () => Promise<Outcome>
}

export interface SurvivalOptions {
  readonly spool: 'on' | 'off'
  readonly server?: Parameters<typeof createKinesisServer>[0]
  readonly sink?: Partial<KinesisSinkOptions>
  readonly clients?: number
  /** Default: one whose credentials are always right. */
  readonly makeClient?: (url: string) => KinesisClient | Promise<KinesisClient>
}

interface Outcome {
  readonly drained: boolean
  readonly lost: readonly string[]
  readonly invented: readonly string[]
  readonly altered: readonly string[]
  readonly disordered: readonly string[]
  /** Enough was acknowledged to say anything. */
  readonly served: boolean
  /** received − accepted − rejected, as an operator sees it. */
  readonly uncounted: number
  /** accepted − delivered, and rejected − delivered. */
  readonly undelivered: { readonly events: number; readonly rejected: number }
  readonly unexpected: number
  /** Whether the sink ever held more than it may. */
  readonly heldTooMuch: boolean
}

/** What every test of survival ends with. */
export const survived: Outcome = {
  drained: true,
  lost: [],
  invented: [],
  altered: [],
  disordered: [],
  served: true,
  uncounted: 0,
  undelivered: { events: 0, rejected: 0 },
  unexpected: 0,
  heldTooMuch: false,
}

/** Small, so that it is met: the shipper would give the sink 32 MiB, a mebibyte or so at a time. */
const unconfirmedBytes = 2 * 1024 ** 2
/** What a delivery may have when it goes alone. */
const largestDelivery = 1.25 * 1024 ** 2
/** How long a request waits where there is no spool, in milliseconds. */
const patienceMs = 400

export async function startSurvival(options: SurvivalOptions): Promise<Survival> {
  const server = await startServer(options)
  const client = await (options.makeClient ?? clientFor)(server.url)
  onTestFinished(() => client.destroy())
  const held = { bytes: 0 }
  const gateway = await testGateway({
    makeSink: (metrics, logger) =>
      createKinesisSink({
        ...sinkOptions(options),
        client,
        observer: {
          ...observeSink(metrics, logger),
          unconfirmed: (_events, bytes) => void (held.bytes = Math.max(held.bytes, bytes)),
        },
      }),
    env: { WEIR_SPOOL_MAX_BYTES: '256 MiB', WEIR_CONSOLE: '0', WEIR_SHUTDOWN_MS: '25000' },
    ...(options.spool === 'on' ? {} : { makeStore: direct }),
  })
  const ledger = createLedger()
  const { clients = 8 } = options
  const random = createRandom(1)
  const load = startLoad({ url: gateway.url, clients, random, ledger, life: 'a' })
  onTestFinished(async () => {
    server.control.clearFaults()
    await load.stop()
  })
  return {
    gateway,
    server,
    control: server.control,
    load,
    async end() {
      await load.stop()
      server.control.clearFaults()
      const drained = await gateway.drain()
      const heldTooMuch = held.bytes > unconfirmedBytes + largestDelivery
      return {
        drained,
        heldTooMuch,
        ...judge(ledger, server.control),
        ...count(await gateway.metrics.expose()),
      }
    },
  }
}

async function startServer({ server: over }: SurvivalOptions): Promise<KinesisServer> {
  const streams = [
    { name: 'events', shards: 4 },
    { name: 'rejected', shards: 2 },
  ]
  const server = await createKinesisServer({ streams, limits: noLimits, ...over })
  onTestFinished(() => server.close())
  return server
}

const sinkOptions = ({ sink }: SurvivalOptions): KinesisSinkOptions => ({
  streams: { events: 'events', rejected: 'rejected' },
  recordBytes: 2048,
  lingerMs: 50,
  clock: fastClock,
  ...sink,
  limits: { minBuckets: 8, timeoutMs: 2000, recheckMs: 500, unconfirmedBytes, ...sink?.limits },
})

const direct = (sink: Sink, metrics: Metrics) =>
  Promise.resolve(createDirectStore({ sink, counts: metrics.counts, patienceMs }))

/** Until so many more events were taken: the load goes on while a fault is at work. */
export async function untilAccepted({ gateway }: Survival, more: number): Promise<void> {
  const { counts } = gateway.metrics
  const from = counts.accepted
  await until(() => counts.accepted >= from + more)
}

function judge(ledger: Ledger, { records }: KinesisControl) {
  const text = (all: readonly { data: Buffer }[]) => all.map(({ data }) => data.toString()).join('')
  const events = records('events')
  const { lost, invented, altered, disordered, acknowledged } = ledger.judge({
    events: text(events),
    rejected: text(records('rejected')),
    shards: [...Map.groupBy(events, ({ shardId }) => shardId).values()].map(text),
  })
  return { lost, invented, altered, disordered, served: acknowledged > 100 }
}

/** received = accepted + rejected, and after a drain everything is delivered, by the metrics. */
export function count(metrics: string): Pick<Outcome, 'uncounted' | 'undelivered' | 'unexpected'> {
  const value = readMetrics(metrics)
  const accepted = value('weir_events_accepted_total')
  const rejected = value('weir_events_rejected_total')
  const delivered = (stream: string) => value('weir_events_delivered_total', { stream })
  return {
    uncounted: value('weir_events_received_total') - accepted - rejected,
    undelivered: {
      events: accepted - delivered('events'),
      rejected: rejected - delivered('rejected'),
    },
    unexpected: value('weir_unexpected_total'),
  }
}
