import type { RecordWriter } from '../../codecs/codec.ts'
import type { Bucket } from './hash-buckets.ts'
import type { PackedRecord, Part, Ticket } from './packing.ts'

export const createPackedRecord = (
  bucket: Bucket,
  writer: RecordWriter,
  openedMs: number,
): PackedRecord => {
  writer.begin(bucket)
  return {
    bucket,
    writer,
    openedMs,
    parts: [],
    lines: 0,
    lineBytes: 0,
    data: undefined,
    isClosing: false,
    cuts: 0,
    attempts: 0,
    maybeStored: false,
  }
}

/** Where the next line of a delivery is counted. */
export function partFor(record: PackedRecord, ticket: Ticket): Part {
  const last = record.parts.at(-1)
  if (last?.ticket === ticket) return last
  const from = record.writer.position
  const part = { ticket, from, to: from, lines: 0, lineBytes: 0 }
  record.parts.push(part)
  ticket.records.add(record)
  return part
}

/** Counts the line that was just written. */
export function countLine(record: PackedRecord, part: Part, lineBytes: number): void {
  part.to = record.writer.position
  part.lines += 1
  part.lineBytes += lineBytes
  record.lines += 1
  record.lineBytes += lineBytes
}

/** Tells every delivery in the record that its lines are stored, and lets go of the bytes. */
export function confirmParts(record: PackedRecord): void {
  const { parts } = record
  record.parts = []
  record.data = undefined
  for (const { ticket, lines, lineBytes } of parts) {
    ticket.records.delete(record)
    ticket.confirm(lines, lineBytes)
  }
}

/** Takes the lines of one delivery out of a record that was never sent, and answers them. */
export function cutTicket(record: PackedRecord, ticket: Ticket): { lines: number; bytes: number } {
  const at = record.parts.findIndex((part) => part.ticket === ticket)
  const part = record.parts[at]
  if (part === undefined || record.attempts > 0) return { lines: 0, bytes: 0 }
  const { from, to, lines, lineBytes } = part
  record.writer.cut(from, to)
  record.parts.splice(at, 1)
  for (const later of record.parts.slice(at)) {
    later.from -= to - from
    later.to -= to - from
  }
  record.lines -= lines
  record.lineBytes -= lineBytes
  record.data = undefined
  record.cuts += 1
  return { lines, bytes: lineBytes }
}
