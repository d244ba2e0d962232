import type { Workload } from './workload.ts'

/** How events become Kinesis records. */
export interface Packing {
  readonly name: 'one a record' | 'ndjson' | 'kpl' | 'ndjson-gzip'
  readonly eventsPerRecord: number
  /** Bytes of one record. */
  readonly recordBytes: number
  /** How much smaller than its lines an event is in S3. */
  readonly archiveRatio: number
}

/** A KPL aggregate: tags and lengths around each line; magic, key tables and MD5 around all. */
const kplBytesPerEvent = 10
const kplBytesPerRecord = 64

/**
 * A record is full, or its linger is over: at low rates the linger decides, and it is what one
 * gateway receives that counts, not what all of them do.
 */
export function packings(work: Workload, gateways: number): Packing[] {
  const { eventBytes, recordBytes, recordRatio, objectRatio } = work
  const arriving = (work.eventsPerSecond / gateways) * (work.lingerMs / 1000)
  const fill = (mostEvents: number) => Math.max(1, Math.floor(Math.min(mostEvents, arriving)))
  const ndjson = fill(recordBytes / eventBytes)
  const kpl = fill((recordBytes - kplBytesPerRecord) / (eventBytes + kplBytesPerEvent))
  const gzip = fill((recordBytes * recordRatio) / eventBytes)
  return [
    {
      name: 'one a record',
      eventsPerRecord: 1,
      recordBytes: eventBytes,
      archiveRatio: objectRatio,
    },
    {
      name: 'ndjson',
      eventsPerRecord: ndjson,
      recordBytes: ndjson * eventBytes,
      archiveRatio: objectRatio,
    },
    {
      name: 'kpl',
      eventsPerRecord: kpl,
      recordBytes: kplBytesPerRecord + kpl * (eventBytes + kplBytesPerEvent),
      archiveRatio: objectRatio,
    },
    {
      // Firehose stores the records as they are: what they were compressed to is what is kept.
      name: 'ndjson-gzip',
      eventsPerRecord: gzip,
      recordBytes: (gzip * eventBytes) / recordRatio,
      archiveRatio: recordRatio,
    },
  ]
}
