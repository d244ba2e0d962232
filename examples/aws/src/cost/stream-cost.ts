import type { Packing } from './packing.ts'
import { dollars } from './prices.ts'
import { gib, hoursPerMonth, secondsPerMonth, type Workload } from './workload.ts'

/** A month of the streams, by how they are paid for. */
export interface StreamCost {
  readonly onDemand: number
  readonly advantage: number
  readonly provisioned: number
  /** Of the stream of events, provisioned. */
  readonly shards: number
}

/** Events and rejected events. */
const streams = 2
/** How full a shard may be on average; the rest is for the unevenness of keys and minutes. */
const shardUse = 0.7
const shardRecordsPerSecond = 1000
const shardBytesPerSecond = 1_000_000
/** On-demand advantage bills at least this, written and read, in bytes a second. */
const committed = 25 * 1024 ** 2
const putUnitBytes = 25 * 1024

const roundUp = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit
const perMonth = (perSecond: number): number => (perSecond * secondsPerMonth) / gib

export function streamCost(work: Workload, packing: Packing): StreamCost {
  const { recordBytes, eventsPerRecord } = packing
  const recordsPerSecond = work.eventsPerSecond / eventsPerRecord
  const written = recordsPerSecond * roundUp(recordBytes, 1024)
  const read = recordsPerSecond * recordBytes * work.consumers
  const full = Math.max(
    recordsPerSecond / shardRecordsPerSecond,
    (recordsPerSecond * recordBytes) / shardBytesPerSecond,
  )
  const shards = Math.max(1, Math.ceil((full * work.peak) / shardUse))
  const putUnits = recordsPerSecond * Math.ceil(recordBytes / putUnitBytes) * secondsPerMonth
  return {
    onDemand:
      dollars('streamHour', streams * hoursPerMonth) +
      dollars('onDemandIn', perMonth(written)) +
      dollars('onDemandOut', perMonth(read)),
    advantage:
      dollars('advantageIn', perMonth(Math.max(written, committed))) +
      dollars('advantageOut', perMonth(Math.max(read, committed))),
    provisioned:
      dollars('shardHour', (shards + streams - 1) * hoursPerMonth) + dollars('putUnit', putUnits),
    shards,
  }
}
