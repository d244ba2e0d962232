import { KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { createKinesisServer, type KinesisServer, type KinesisServerOptions } from '@weir/local'
import type { CodecName } from '../../src/codecs/codec.ts'
import { createKinesisSink, type KinesisSinkOptions } from '../../src/sinks/kinesis/kinesis-sink.ts'
import type { RetryReason, Sink } from '../../src/sinks/sink.ts'
import { decodeRecords } from './decode-records.ts'
import type { Line } from './lines.ts'

/** The real SDK against the local endpoint. */
export const clientFor = (endpoint: string): KinesisClient =>
  new KinesisClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  })

/** What the observer of a sink was told. */
export interface Told {
  records: number
  events: number
  repeated: number
  mostUnconfirmedBytes: number
  readonly retries: Map<RetryReason, number>
  readonly breaker: string[]
}

export interface Rig {
  readonly server: KinesisServer
  readonly sink: Sink
  readonly told: Told
  /** What the stream holds, decoded, in the order of arrival. */
  readonly stored: (stream?: string) => Line[]
  readonly close: () => Promise<void>
}

export interface RigOptions {
  readonly codec?: CodecName
  readonly server?: KinesisServerOptions
  readonly sink?: Partial<KinesisSinkOptions>
}

/** No limit of the service holds back a test that is not about it. */
export const noLimits: NonNullable<KinesisServerOptions['limits']> = {
  writeBytesPerSecond: Number.POSITIVE_INFINITY,
  writeRecordsPerSecond: Number.POSITIVE_INFINITY,
}

function listen(): { told: Told; observer: NonNullable<KinesisSinkOptions['observer']> } {
  const told: Told = {
    records: 0,
    events: 0,
    repeated: 0,
    mostUnconfirmedBytes: 0,
    retries: new Map(),
    breaker: [],
  }
  const observer: NonNullable<KinesisSinkOptions['observer']> = {
    record(_stream, events) {
      told.records += 1
      told.events += events
    },
    repeated(events) {
      told.repeated += events
    },
    unconfirmed(_events, bytes) {
      told.mostUnconfirmedBytes = Math.max(told.mostUnconfirmedBytes, bytes)
    },
    retry: (reason) => told.retries.set(reason, (told.retries.get(reason) ?? 0) + 1),
    breaker: (state) => told.breaker.push(state),
  }
  return { told, observer }
}

/** A sink and the endpoint that it writes to. */
export async function createRig({ codec = 'ndjson', ...options }: RigOptions = {}): Promise<Rig> {
  const server = await createKinesisServer({
    streams: [
      { name: 'events', shards: 2 },
      { name: 'rejected', shards: 1 },
    ],
    limits: noLimits,
    ...options.server,
  })
  const client = clientFor(server.url)
  const { told, observer } = listen()
  const sink = createKinesisSink({
    streams: { events: 'events', rejected: 'rejected' },
    lingerMs: 5,
    ...options.sink,
    codec,
    client,
    observer,
  })
  return {
    server,
    sink,
    told,
    stored: (stream = 'events') => decodeRecords(codec, server.control.records(stream)),
    async close() {
      await sink.close()
      client.destroy()
      await server.close()
    },
  }
}
