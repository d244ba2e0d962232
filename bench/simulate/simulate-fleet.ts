import { createRandom } from '@weir/local/random'
import { type FleetOptions, shardBytesPerSecond, shardRecordsPerSecond } from './fleet-options.ts'
import { createSimulatedGateway, type SimulatedGateway } from './simulated-gateway.ts'
import { createSimulatedKinesis, type SimulatedKinesis } from './simulated-kinesis.ts'
import { type Counted, createTally, type Tally } from './tally.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** How it stands in one moment. */
export interface Moment {
  readonly second: number
  /** Events that were taken and are not in the stream. */
  readonly behind: number
}

/** A stretch of time, with what happened in it. */
export interface Stretch extends Counted {
  readonly seconds: number
  /** Of a gateway, at the end. */
  readonly buckets: number
  /** Shards that took anything. */
  readonly shardsUsed: number
  /** What the busiest shard took, of what it may take. */
  readonly busiest: number
  /** At the end. */
  readonly behind: number
}

/** A fleet in motion: time passes by stretches. */
export interface Fleet {
  readonly pass: (seconds: number) => Promise<Stretch>
  /** Kinesis is gone from now on, or back. */
  readonly outage: (isOn: boolean) => void
  readonly behind: () => number
  /** A look each second so far. */
  readonly moments: readonly Moment[]
  /** No more events come. */
  readonly rest: () => void
  readonly stop: () => void
}

export function createFleet(options: FleetOptions): Fleet {
  const { gateways: count, shardShare, scale } = options
  const clock = createVirtualClock()
  const random = createRandom(options.seed)
  const tally = createTally()
  const bytesPerSecond = (shardBytesPerSecond * shardShare) / scale
  const kinesis = createSimulatedKinesis({
    clock,
    random,
    shards: options.shards,
    bytesPerSecond,
    recordsPerSecond: shardRecordsPerSecond * shardShare,
    answerMs: options.answerMs,
  })
  const gateways = Array.from({ length: count }, () =>
    createSimulatedGateway({ ...tally, options, clock, random, put: kinesis.put }),
  )
  // Not in step with each other, as machines are.
  for (const gateway of gateways) gateway.start(random.next() * 10)
  const behind = (): number => gateways.reduce((sum, each) => sum + each.unconfirmed(), 0)
  const moments: Moment[] = []
  return {
    outage: kinesis.outage,
    behind,
    moments,
    async pass(seconds) {
      tally.reset()
      kinesis.taken.fill(0)
      for (let second = 0; second < seconds; second++) {
        await clock.pass(1000)
        moments.push({ second: clock.now() / 1000, behind: behind() })
      }
      const room = seconds * bytesPerSecond
      return { seconds, behind: behind(), ...read({ tally, gateways, kinesis, room }) }
    },
    rest() {
      for (const gateway of gateways) gateway.rest()
    },
    stop() {
      for (const gateway of gateways) gateway.stop()
    },
  }
}

interface Parts {
  readonly tally: Tally
  readonly gateways: readonly SimulatedGateway[]
  readonly kinesis: SimulatedKinesis
  /** Bytes that a shard may take in the time. */
  readonly room: number
}

const read = ({ tally, gateways, kinesis, room }: Parts): Omit<Stretch, 'seconds' | 'behind'> => ({
  ...tally.read(),
  buckets: Math.max(...gateways.map((gateway) => gateway.buckets())),
  shardsUsed: kinesis.taken.filter((bytes) => bytes > 0).length,
  busiest: Math.max(...kinesis.taken) / room,
})
