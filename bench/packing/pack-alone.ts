import {
  type CodecName,
  confirmParts,
  createCodec,
  createLanes,
  createTicket,
  recordCapBytes,
  streamRecordBytes,
} from '@weir/gateway/internals'
import type { Deliveries } from './deliveries.ts'

/** All records that became full, and what is in them. */
export interface Packed {
  readonly events: number
  readonly records: number
  readonly bytes: number
}

const recordBytes = 24_576
const bucketBits = 2
const sizes = { targetBytes: recordBytes, capBytes: recordCapBytes, limitBytes: streamRecordBytes }

/** The lines of all deliveries in records, by the sink's own lanes; nothing is sent. */
export async function packAlone(codec: CodecName, { list }: Deliveries): Promise<Packed> {
  const lanes = createLanes(createCodec(codec, sizes), bucketBits)
  const packed = { events: 0, records: 0, bytes: 0 }
  for (const delivery of list) {
    lanes.pack(
      createTicket(delivery, () => undefined),
      0,
    )
    for (const lane of lanes.all()) {
      for (const record of lane.queue.splice(0)) {
        packed.events += record.lines
        packed.records += 1
        packed.bytes += (await record.writer.close()).length
        confirmParts(record)
        lanes.release(record)
      }
    }
  }
  return packed
}

/** What somebody would write: the text of each event, and all that fit in a record joined. */
export function stringifyAndConcat({ records }: Deliveries): Packed {
  const packed = { events: 0, records: 0, bytes: 0 }
  let lines: Buffer[] = []
  let waiting = 0
  const close = (): void => {
    packed.events += lines.length
    packed.records += 1
    packed.bytes += Buffer.concat(lines).length
    lines = []
    waiting = 0
  }
  for (const record of records) {
    const line = Buffer.from(`${JSON.stringify(record)}\n`)
    if (waiting > 0 && waiting + line.length > recordBytes) close()
    lines.push(line)
    waiting += line.length
  }
  return packed
}
