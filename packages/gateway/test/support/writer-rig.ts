import { createCodec } from '../../src/codecs/create-codec.ts'
import type { Codec, CodecName, RecordWriter } from '../../src/codecs/codec.ts'
import { createBucketBits } from '../../src/sinks/kinesis/bucket-bits.ts'
import type { PutEntry } from '../../src/sinks/kinesis/put-body.ts'
import type { PutOutcome } from '../../src/sinks/kinesis/put-records.ts'
import { defaultLimits, keyBytes, type SinkLimits } from '../../src/sinks/kinesis/sink-limits.ts'
import { createStreamWriter, type StreamWriter } from '../../src/sinks/kinesis/stream-writer.ts'
import { silentObserver } from '../../src/sinks/sink.ts'
import { linesIn } from './decode-records.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { parseLine, type Line } from './lines.ts'

/** A request under way, which the test answers. */
export interface Request {
  readonly entries: readonly PutEntry[]
  /** What it carries, by record. */
  readonly lines: readonly (readonly Line[])[]
  /** Answers, and lets what follows from it happen. */
  readonly answer: (outcome?: PutOutcome) => Promise<void>
}

export interface WriterRig {
  readonly writer: StreamWriter
  readonly clock: FakeClock
  /** All requests so far. */
  readonly requests: readonly Request[]
  readonly unconfirmed: () => { events: number; bytes: number; most: number }
  /** Resolves when no record is being made off the main thread. */
  readonly made: () => Promise<void>
}

export interface WriterRigOptions {
  readonly codec?: CodecName
  readonly targetBytes?: number
  readonly lingerMs?: number
  readonly limits?: Partial<SinkLimits>
  /** Default: always a half. */
  readonly random?: () => number
}

const storedAll = (count: number): PutOutcome => ({
  ok: true,
  message: '',
  results: Array.from({ length: count }, () => 'stored' as const),
})

/** Notes which records are being made off the main thread. */
function watched(codec: Codec, underWay: Set<Promise<Buffer>>): Codec {
  const createWriter = (): RecordWriter => {
    const writer = codec.createWriter()
    return {
      ...writer,
      get position() {
        return writer.position
      },
      close() {
        const data = writer.close()
        if (data instanceof Promise) underWay.add(data)
        return data
      },
    }
  }
  return { ...codec, createWriter }
}

/** The way to one stream, without SDK and network: the test is the clock and the service. */
export function createWriterRig(options: WriterRigOptions = {}): WriterRig {
  const { codec = 'ndjson', targetBytes = 200, lingerMs = 100 } = options
  const limits = { ...defaultLimits, ...options.limits }
  const clock = createFakeClock()
  const requests: Request[] = []
  const unconfirmed = { events: 0, bytes: 0, most: 0 }
  const underWay = new Set<Promise<Buffer>>()
  const limitBytes = Math.min(2000, limits.requestBytes) - keyBytes
  const sizes = { targetBytes, capBytes: 1000, limitBytes }
  const made = async () => {
    for (const data of underWay) {
      await data
      underWay.delete(data)
    }
  }
  const writer = createStreamWriter({
    stream: 'events',
    target: 'events',
    codec: watched(createCodec(codec, sizes), underWay),
    put(_target, entries) {
      const { promise, resolve } = Promise.withResolvers<PutOutcome>()
      const lines = entries.map(({ data }) => linesIn(codec, data).map(parseLine))
      requests.push({
        entries: entries.map((entry) => ({ ...entry, data: Buffer.from(entry.data) })),
        lines,
        async answer(outcome = storedAll(entries.length)) {
          resolve(outcome)
          await promise
          await Promise.resolve()
        },
      })
      return promise
    },
    clock,
    random: options.random ?? (() => 0.5),
    observer: {
      ...silentObserver,
      unconfirmed(events, bytes) {
        Object.assign(unconfirmed, { events, bytes, most: Math.max(unconfirmed.most, bytes) })
      },
    },
    bits: createBucketBits({
      minBits: Math.log2(limits.minBuckets),
      maxBits: Math.log2(limits.maxBuckets),
      targetBytes,
      lingerMs,
    }),
    limits: { ...limits, lingerMs, targetBytes },
  })
  return { writer, clock, requests, unconfirmed: () => unconfirmed, made }
}

export const failure: PutOutcome = {
  ok: false,
  reason: 'network',
  message: 'connection refused',
  maybeStored: false,
}
