import type { Codec, RecordWriter } from '../../codecs/codec.ts'
import { bucketOf, bucketsOf } from './hash-buckets.ts'
import { createLane, dropRecord, isEmpty, sealOpen, type Lane } from './lane.ts'
import { countLine, createPackedRecord, cutTicket, partFor } from './packed-record.ts'
import type { PackedRecord, Ticket } from './packing.ts'

/** Every bucket's lane, for one stream. */
export interface Lanes {
  /** Copies the lines of a delivery into records, and answers whether one of them became full. */
  readonly pack: (ticket: Ticket, nowMs: number) => boolean
  /** Takes back what was never sent; answers how much. */
  readonly forget: (ticket: Ticket) => { lines: number; bytes: number }
  /** Changes the number of buckets, unless the change before is still being sent. */
  readonly resize: (bits: number) => void
  /** Those of an earlier number of buckets come first. */
  readonly all: () => readonly Lane[]
  /** Full records that wait behind another one. */
  readonly waiting: () => number
  /** A confirmed record's memory, for the next one. */
  readonly release: (record: PackedRecord) => void
}

/** Records under way at full load; each holds as many bytes as a record may have. */
const sparesKept = 256

/** 2^bits empty lanes, each behind those that hold earlier events of its visitors. */
function createGeneration(bits: number, before: readonly Lane[]): readonly Lane[] {
  const count = 2 ** bits
  return bucketsOf(bits).map((bucket, index) => {
    const lane = createLane(bucket)
    lane.after = before.filter((old, at) => {
      const scale = before.length / count
      const first = Math.floor(index * scale)
      const end = Math.max(first + 1, (index + 1) * scale)
      return at >= first && at < end && !isEmpty(old)
    })
    return lane
  })
}

type OpenRecord = (lane: Lane, nowMs: number) => PackedRecord

interface Packing {
  readonly lanes: readonly Lane[]
  readonly bits: number
  readonly openRecord: OpenRecord
  readonly nowMs: number
}

/** The loop over every event: it allocates nothing but records. */
function packLines({ lanes, bits, openRecord, nowMs }: Packing, ticket: Ticket): boolean {
  const { bytes, ends, hashes, onCopied } = ticket.open()
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let filled = false
  let start = 0
  for (let line = 0; line < ends.length; line++) {
    const end = ends[line] ?? start
    const lane = lanes[bucketOf(hashes[line] ?? 0, bits)]
    if (lane === undefined) throw new RangeError('a hash outside of all buckets')
    let record = lane.open ?? openRecord(lane, nowMs)
    if (!record.writer.hasRoom(end - start)) {
      sealOpen(lane)
      filled = true
      record = openRecord(lane, nowMs)
    }
    const part = partFor(record, ticket)
    record.writer.append(source, start, end)
    countLine(record, part, end - start)
    start = end
  }
  onCopied?.()
  return filled
}

export function createLanes(codec: Codec, firstBits: number): Lanes {
  const spares: RecordWriter[] = []
  let bits = firstBits
  let lanes = createGeneration(bits, [])
  let retiring: readonly Lane[] = []

  const openRecord: OpenRecord = (lane, nowMs) => {
    const writer = spares.pop() ?? codec.createWriter()
    const record = createPackedRecord(lane.bucket, writer, nowMs)
    lane.open = record
    return record
  }
  const current = (): readonly Lane[] => {
    if (retiring.length > 0) retiring = retiring.filter((lane) => !isEmpty(lane))
    return retiring.length > 0 ? [...retiring, ...lanes] : lanes
  }
  return {
    pack: (ticket, nowMs) => packLines({ lanes, bits, openRecord, nowMs }, ticket),
    forget(ticket) {
      const gone = { lines: 0, bytes: 0 }
      for (const record of ticket.records) {
        const { lines, bytes } = cutTicket(record, ticket)
        gone.lines += lines
        gone.bytes += bytes
        if (lines > 0 && record.lines === 0) {
          for (const lane of current()) dropRecord(lane, record)
        }
      }
      return gone
    },
    resize(wanted) {
      if (wanted === bits || current().length > lanes.length) return
      for (const lane of lanes) sealOpen(lane)
      const before = lanes
      bits = wanted
      lanes = createGeneration(bits, before)
      retiring = before.filter((lane) => !isEmpty(lane))
    },
    all: current,
    waiting: () => current().reduce((sum, lane) => sum + Math.max(0, lane.queue.length - 1), 0),
    release(record) {
      if (spares.length < sparesKept) spares.push(record.writer)
    },
  }
}
