import {
  createBucketBits,
  createCodec,
  createMetrics,
  createShipper,
  createStreamWriter,
  defaultLimits,
  defaultOpenBytes,
  type PutRecords,
  recordCapBytes,
  silentObserver,
  spreadBitsFor,
  type Sink,
  type SinkObserver,
  type Spool,
  streamRecordBytes,
} from '@weir/gateway/internals'
import type { Random } from '@weir/local/random'
import { type FleetOptions, recordBytes } from './fleet-options.ts'
import { createSimulatedSpool, frameBytes } from './simulated-spool.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface GatewayParts {
  readonly options: FleetOptions
  readonly clock: VirtualClock
  readonly random: Random
  readonly put: PutRecords
  readonly observer: Partial<SinkObserver>
  readonly onTaken: (events: number) => void
  readonly onConfirmed: (events: number, waitedMs: number) => void
}

export interface SimulatedGateway {
  /** Begins to take events, the first of them after so many milliseconds. */
  readonly start: (afterMs: number) => void
  readonly unconfirmed: () => number
  /** How many buckets it uses now. */
  readonly buckets: () => number
  /** No more events come. */
  readonly rest: () => void
  readonly stop: () => void
}

/** How often events are put into the spool: the time of a few group commits. */
const tickMs = 10
/** Part of the core that is left for shipping, whatever comes in. */
const leastIdle = 0.05

/**
 * The shipper and the Kinesis sink as they are, between a spool and a stream that are simulated. Of
 * what happens before the spool, only the CPU it takes is there.
 */
export function createSimulatedGateway(parts: GatewayParts): SimulatedGateway {
  const { options, clock, random } = parts
  const { rate, gateways, acceptMicros, deliverMicros, eventsPerRequest, scale } = options
  const ratePerMs = rate / gateways / 1000
  const idle = Math.max(leastIdle, 1 - (ratePerMs * acceptMicros) / 1000)
  const lineBytes = Math.round(options.eventBytes / scale)
  // Of whole frames: what stands beside their lines is not scaled.
  const framePart =
    frameBytes(eventsPerRequest, lineBytes) / frameBytes(eventsPerRequest, options.eventBytes)
  const spool = createSimulatedSpool({
    clock,
    random,
    eventsPerRequest,
    lineBytes,
    framePart,
    readMs: (events) => (events * deliverMicros) / 1000 / idle,
    onConfirmed: parts.onConfirmed,
  })
  const bits = createBits(options)
  const shipper = createShipper({
    spool: spool as unknown as Spool,
    sink: createSink(parts, bits),
    counts: createMetrics().counts,
    openBytes: defaultOpenBytes * framePart,
    onBug(error) {
      throw error
    },
  })
  let owed = 0
  let isResting = false
  const tick = (): void => {
    if (isResting) return
    // Whole requests; what is left over comes with the next ones. Evenly, but for half of it.
    const grown = grownTo(clock.now() / 1000, options.rampSeconds)
    owed += ratePerMs * grown * tickMs * (0.5 + random.next())
    const requests = Math.floor(owed / eventsPerRequest)
    owed -= requests * eventsPerRequest
    const events = requests * eventsPerRequest
    if (events > 0) spool.append(events)
    parts.onTaken(events)
    clock.after(tickMs, tick)
  }
  return {
    start: (afterMs) => void clock.after(afterMs, tick),
    unconfirmed: spool.unconfirmed,
    buckets: () => 2 ** bits.current(),
    rest() {
      isResting = true
    },
    stop: () => shipper.stop(),
  }
}

/** The part of the load that comes so many seconds after the beginning. */
const grownTo = (second: number, rampSeconds: number): number =>
  second >= rampSeconds ? 1 : 0.1 + (0.9 * second) / rampSeconds

const createBits = ({ minBuckets, maxBuckets, lingerMs, scale, shards }: FleetOptions) =>
  createBucketBits({
    minBits: Math.log2(minBuckets),
    maxBits: Math.log2(maxBuckets),
    targetBytes: Math.round(recordBytes / scale),
    lingerMs,
    spreadBits: () => spreadBitsFor(shards, Math.log2(defaultLimits.spreadBuckets)),
  })

function createSink(parts: GatewayParts, bits: ReturnType<typeof createBits>): Sink {
  const { options, clock, random, put } = parts
  const { scale, lingerMs } = options
  const targetBytes = Math.round(recordBytes / scale)
  const writer = createStreamWriter({
    stream: 'events',
    target: 'events',
    codec: createCodec('ndjson', {
      targetBytes,
      capBytes: recordCapBytes / scale,
      limitBytes: streamRecordBytes / scale,
    }),
    put,
    clock,
    random: random.next,
    observer: { ...silentObserver, ...parts.observer },
    bits,
    limits: {
      ...defaultLimits,
      requestBytes: defaultLimits.requestBytes / scale,
      unconfirmedBytes: defaultLimits.unconfirmedBytes / scale,
      lingerMs,
      targetBytes,
    },
  })
  return {
    name: 'kinesis',
    maxLineBytes: writer.maxLineBytes,
    keepsRejected: true,
    underWayBytes: options.underWayBytes / scale,
    start: async () => [],
    deliver: (delivery) => writer.deliver(delivery, undefined),
    health: () => ({ state: 'ready' }),
    flush: writer.flush,
    async close() {
      writer.close()
    },
  }
}
