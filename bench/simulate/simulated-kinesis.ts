import type { PutOutcome, PutRecords } from '@weir/gateway/internals'
import { createTokenBucket } from '@weir/local/token-bucket'
import type { Random } from '@weir/local/random'
import type { VirtualClock } from './virtual-clock.ts'

export interface SimulatedKinesisOptions {
  readonly clock: VirtualClock
  readonly random: Random
  readonly shards: number
  /** Of each shard, in a second. */
  readonly bytesPerSecond: number
  readonly recordsPerSecond: number
  /** Until the answer, evenly between the two. */
  readonly answerMs: readonly [least: number, most: number]
}

/** A stream whose shards take what shards take, and refuse the rest. */
export interface SimulatedKinesis {
  readonly put: PutRecords
  /** Nothing is answered from now on, or again. */
  readonly outage: (isOn: boolean) => void
  /** Bytes that each shard took. */
  readonly taken: Float64Array
}

const keySpace = 2n ** 128n
/** As long as a refused connection takes within a region. */
const refusedMs = 5

export function createSimulatedKinesis(options: SimulatedKinesisOptions): SimulatedKinesis {
  const { clock, random, shards, bytesPerSecond, recordsPerSecond, answerMs } = options
  const limits = Array.from({ length: shards }, () => ({
    bytes: createTokenBucket(bytesPerSecond),
    records: createTokenBucket(recordsPerSecond),
  }))
  const taken = new Float64Array(shards)
  const places = new Map<string, number>()
  let isDown = false

  /** Hash keys are few and long: each is worked out once. */
  const shardOf = (key: string): number => {
    const known = places.get(key)
    if (known !== undefined) return known
    const place = Number((BigInt(key) * BigInt(shards)) / keySpace)
    places.set(key, place)
    return place
  }
  const take = (key: string, bytes: number): 'stored' | 'throttled' => {
    const place = shardOf(key)
    const limit = limits[place]
    const nowMs = clock.now()
    if (!limit?.bytes.has(bytes, nowMs) || !limit.records.has(1, nowMs)) return 'throttled'
    limit.bytes.take(bytes, nowMs)
    limit.records.take(1, nowMs)
    taken[place] = (taken[place] ?? 0) + bytes
    return 'stored'
  }
  const after = (ms: number, outcome: PutOutcome): Promise<PutOutcome> =>
    new Promise((resolve) => {
      clock.after(ms, () => resolve(outcome))
    })
  const [least, most] = answerMs
  return {
    taken,
    outage(isOn) {
      isDown = isOn
    },
    put(_stream, entries) {
      if (isDown) {
        const failure = { reason: 'network', message: 'refused', maybeStored: false } as const
        return after(refusedMs, { ok: false, ...failure })
      }
      const results = entries.map(({ explicitHashKey, data, partitionKey }) =>
        take(explicitHashKey, data.length + partitionKey.length),
      )
      return after(least + random.next() * (most - least), { ok: true, results, message: '' })
    },
  }
}
