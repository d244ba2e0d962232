import type { Facts } from '../api/api.ts'
import { type Measured, ratio } from './measure.ts'

/** What packing does to the records of a stream. */
export interface Packing {
  readonly eventsPerRecord: number
  readonly bytesPerRecord: number
  /** Bytes that Firehose bills, with one record for each event and as it is. */
  readonly billedUnpacked: number
  readonly billedPacked: number
}

/** Firehose bills each record it reads as whole units of 5 KiB. */
const firehoseUnit = 5 * 1024
const roundUp = (bytes: number): number => Math.ceil(bytes / firehoseUnit) * firehoseUnit

/** Undefined while no record was confirmed. */
export function describePacking(measured: Measured): Packing | undefined {
  const { records, recordEvents, recordBytes } = measured
  const eventBytes = averageEventBytes(measured)
  if (records === 0 || eventBytes === undefined) return undefined
  const bytesPerRecord = recordBytes / records
  return {
    eventsPerRecord: recordEvents / records,
    bytesPerRecord,
    billedUnpacked: recordEvents * roundUp(eventBytes),
    billedPacked: records * roundUp(bytesPerRecord),
  }
}

export const averageEventBytes = ({
  storedBytes,
  accepted,
  rejected,
}: Measured): number | undefined => ratio(storedBytes, accepted + rejected)

/** What the price model calls the way of packing that is in use, where there is a stream. */
export const packingNameOf = (facts: Facts | undefined): string | undefined =>
  facts?.sink === 'kinesis' ? facts.codec : undefined
