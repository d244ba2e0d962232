import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { createCodec } from '../../codecs/create-codec.ts'
import type { CodecName } from '../../codecs/codec.ts'
import { systemClock, type Clock } from '../clock.ts'
import { silentObserver } from '../sink.ts'
import type { Sink, SinkHealth, SinkObserver, StreamName } from '../sink.ts'
import { createBucketBits, spreadBitsFor } from './bucket-bits.ts'
import { createKinesisClient } from './create-client.ts'
import { createPutRecords } from './put-records.ts'
import { defaultLimits, keyBytes, recordCapBytes, streamRecordBytes } from './sink-limits.ts'
import type { SinkLimits } from './sink-limits.ts'
import { createStreamWriter, type StreamWriter } from './stream-writer.ts'
import { createStreamWatch, type StreamWatch } from './stream-watch.ts'

/** As much as keeps 60,000 events/s going where Kinesis takes 25 ms to answer. */
const underWayBytes = 6 * 1024 * 1024

export interface KinesisSinkOptions {
  /** Names or ARNs. Without a rejected stream, a delivery to it is rejected. */
  readonly streams: { readonly events: string; readonly rejected?: string | undefined }
  /** Default: ndjson. */
  readonly codec?: CodecName | undefined
  /** How long an event waits for company. Default: 100 ms. */
  readonly lingerMs?: number | undefined
  /** Default: 24,576, which with its key stays in one PUT payload unit of 25 KB. */
  readonly recordBytes?: number | undefined
  /** Default: one of our own, from the AWS SDK's variables. One that is given is not destroyed. */
  readonly client?: KinesisClient | undefined
  readonly clock?: Clock | undefined
  /** For backoff. Default: Math.random. */
  readonly random?: (() => number) | undefined
  readonly observer?: Partial<SinkObserver> | undefined
  readonly limits?: Partial<SinkLimits> | undefined
}

const firstBits = (count: number): number => {
  const bits = Math.log2(count)
  if (Number.isInteger(bits) && bits >= 0 && bits <= 16) return bits
  throw new RangeError(`${count} buckets: a power of two from 1 to 65,536 is needed`)
}

/** Options with every default in its place. */
function settle(options: KinesisSinkOptions) {
  const limits = { ...defaultLimits, ...options.limits }
  const { codec = 'ndjson', lingerMs = 100, recordBytes = 24_576 } = options
  if (!(recordBytes >= 256 && recordBytes <= recordCapBytes)) {
    throw new RangeError(
      `${recordBytes} bytes per record: from 256 to ${recordCapBytes} are possible`,
    )
  }
  return {
    codec,
    limits,
    lingerMs,
    sizes: {
      targetBytes: recordBytes,
      capBytes: recordCapBytes,
      limitBytes: Math.min(streamRecordBytes, limits.requestBytes) - keyBytes,
    },
    minBits: firstBits(limits.minBuckets),
    maxBits: firstBits(limits.maxBuckets),
    spreadMost: firstBits(limits.spreadBuckets),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    observer: { ...silentObserver, ...options.observer },
  }
}

interface Way {
  readonly writer: StreamWriter
  readonly watch: StreamWatch
}

function createWays(options: KinesisSinkOptions, client: KinesisClient, closed: AbortSignal) {
  const settled = settle(options)
  const { codec, limits, lingerMs, sizes, minBits, maxBits, spreadMost, clock } = settled
  const limit = { clock, timeoutMs: limits.timeoutMs, closed }
  const put = createPutRecords({ client, limit })
  const createWay = (stream: StreamName, target: string): Way => {
    const watch = createStreamWatch({
      client,
      limit,
      codec,
      stream: target,
      recheckMs: limits.recheckMs,
      shardsAgeMs: limits.shardsAgeMs,
      onUsable: (reason) => writer.hold(reason),
    })
    const observer: SinkObserver = {
      ...settled.observer,
      put(seconds, name) {
        watch.works()
        settled.observer.put(seconds, name)
      },
    }
    const writer = createStreamWriter({
      stream,
      target,
      put,
      clock,
      observer,
      random: settled.random,
      codec: createCodec(codec, sizes),
      bits: createBucketBits({
        minBits,
        maxBits,
        targetBytes: sizes.targetBytes,
        lingerMs,
        spreadBits: () => spreadBitsFor(watch.shards(), spreadMost),
      }),
      limits: { ...limits, lingerMs, targetBytes: sizes.targetBytes },
    })
    writer.hold(watch.hold())
    return { writer, watch }
  }
  const { events, rejected } = options.streams
  return {
    events: createWay('events', events),
    rejected: rejected === undefined ? undefined : createWay('rejected', rejected),
  }
}

/** The events stream decides whether the sink is down; the rejected one can only degrade it. */
function healthOf({ writer, watch }: Way, isMain: boolean): SinkHealth {
  const { breaker, problem } = writer.status()
  const reason = problem ?? watch.line()
  if (isMain && (breaker !== 'closed' || watch.hold() !== undefined)) {
    return { state: 'down', reason: reason ?? 'Kinesis does not answer' }
  }
  return reason === undefined ? { state: 'ready' } : { state: 'degraded', reason }
}

/** Delivers to Kinesis streams. */
export function createKinesisSink(options: KinesisSinkOptions): Sink {
  const client = options.client ?? createKinesisClient()
  const closed = new AbortController()
  const { events, rejected } = createWays(options, client, closed.signal)
  const ways = [events, rejected].filter((way) => way !== undefined)
  return {
    name: 'kinesis',
    maxLineBytes: events.writer.maxLineBytes,
    keepsRejected: rejected !== undefined,
    underWayBytes,
    async start() {
      const lines = await Promise.all(ways.map(({ watch }) => watch.look()))
      return lines.filter((line) => line !== undefined)
    },
    deliver(delivery, signal) {
      const way = delivery.stream === 'events' ? events : rejected
      if (way === undefined) {
        return Promise.reject(new Error('no stream for rejected events is configured'))
      }
      way.watch.begin()
      return way.writer.deliver(delivery, signal)
    },
    health() {
      const main = healthOf(events, true)
      return main.state === 'ready' && rejected !== undefined ? healthOf(rejected, false) : main
    },
    flush() {
      for (const { writer } of ways) writer.flush()
    },
    async close() {
      closed.abort()
      for (const { writer, watch } of ways) {
        watch.close()
        writer.close()
      }
      if (options.client === undefined) client.destroy()
    },
  }
}
