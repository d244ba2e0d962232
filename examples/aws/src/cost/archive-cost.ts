import type { Packing } from './packing.ts'
import { dollars } from './prices.ts'
import { gib, secondsPerMonth, type Workload } from './workload.ts'

/** Firehose bills each record it reads as whole units of 5 KiB. */
const firehoseUnit = 5 * 1024
const firstTierGib = 500 * 1024
const nextTierGib = 1536 * 1024

/** A month of Firehose. `perEvent` bills each event by itself, as it may do with KPL aggregates. */
export function firehoseCost(work: Workload, packing: Packing, perEvent = false): number {
  const events = work.eventsPerSecond * secondsPerMonth
  const [count, bytes] = perEvent
    ? [events, work.eventBytes]
    : [events / packing.eventsPerRecord, packing.recordBytes]
  const billed = (count * Math.ceil(bytes / firehoseUnit) * firehoseUnit) / gib
  const next = Math.max(0, billed - firstTierGib)
  const rest = Math.max(0, next - nextTierGib)
  const converted = work.isParquet ? (events * work.eventBytes) / gib : 0
  return (
    dollars('firehose', billed - next) +
    dollars('firehoseNext', next - rest) +
    dollars('firehoseRest', rest) +
    dollars('firehoseParquet', converted)
  )
}

/** As the stack sets them by default. */
const bufferSeconds = 300
const bufferBytes = 128 * 1024 ** 2
const days = { standard: 30, infrequent: 60, glacier: 305 } as const
const daysPerMonth = 365 / 12

export interface StorageCost {
  readonly objects: number
  readonly dollars: number
}

/** A month of S3 once the oldest objects expire: what a month writes, moves, and keeps. */
export function storageCost(work: Workload, packing: Packing): StorageCost {
  const bytes = work.eventsPerSecond * secondsPerMonth * work.eventBytes
  // The buffer is counted before Firehose compresses it.
  const buffered = packing.name === 'ndjson-gzip' ? bytes / packing.archiveRatio : bytes
  const objects = Math.max(secondsPerMonth / bufferSeconds, buffered / bufferBytes)
  const perDay = bytes / packing.archiveRatio / gib / daysPerMonth
  return {
    objects,
    dollars:
      dollars('s3Put', objects) +
      dollars('s3Standard', perDay * days.standard) +
      dollars('s3Infrequent', perDay * days.infrequent) +
      dollars('s3Glacier', perDay * days.glacier) +
      dollars('s3ToInfrequent', objects) +
      dollars('s3ToGlacier', objects),
  }
}
