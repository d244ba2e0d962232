import { crc32 } from 'node:zlib'

/*
 * One record, little-endian, starting at a multiple of 8:
 *
 *    0 u32 length      of the payload
 *    4 u32 crc32       of bytes 8 to 32 + length, seeded with the segment's seed and the length
 *    8 u32 generation  of the segment: bytes left from the file's last use carry an older one
 *   12 u32 mark        of the segment, random
 *   16 u48 sequence
 *   22 u16 flags       the caller's
 *   24 u48 appendedAt  milliseconds since 1970
 *   30 u16 kind        payload, or the end mark behind the last record of every write
 *   32 payload, zeros up to the next multiple of 8
 *
 * Mark and seed are 64 random bits a client never sees, so that a payload made to look like a
 * record cannot pass for one when the reader searches on behind a damaged record.
 */
export const recordHeaderBytes = 32
export const recordAlignment = 8
export const maxFlags = 0xffff
/** An end mark is a record without payload. */
export const endMarkBytes: number = recordHeaderBytes

const kindPayload = 0x5752
const kindEnd = 0x4557

/** What makes the records of one use of one segment file recognisable. */
export interface SegmentIdentity {
  readonly generation: number
  readonly mark: number
  readonly seed: number
}

/** Bytes and a view of the same memory; records start at multiples of 8. */
export interface Block {
  readonly bytes: Buffer
  readonly view: DataView
}

export interface RecordHeader {
  readonly isEnd: boolean
  readonly length: number
  readonly sequence: number
  readonly flags: number
  readonly appendedAt: number
}

export function createBlock(bytes: Buffer): Block {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/** What a payload takes up in a segment. */
export function recordBytes(payloadBytes: number): number {
  return recordHeaderBytes + Math.ceil(payloadBytes / recordAlignment) * recordAlignment
}

function writeU48(view: DataView, at: number, value: number): void {
  view.setUint32(at, value >>> 0, true)
  view.setUint16(at + 4, Math.floor(value / 0x1_0000_0000), true)
}

function readU48(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint16(at + 4, true) * 0x1_0000_0000
}

/** The caller's part of a record; `stampRecord` adds what is known only when it is written. */
export function stageRecord(
  block: Block,
  at: number,
  record: { payload: Uint8Array; flags: number; appendedAt: number },
): void {
  const { bytes, view } = block
  const { payload, flags, appendedAt } = record
  const end = at + recordHeaderBytes + payload.length
  view.setUint32(at, payload.length, true)
  view.setUint16(at + 22, flags, true)
  writeU48(view, at + 24, appendedAt)
  view.setUint16(at + 30, kindPayload, true)
  bytes.set(payload, at + recordHeaderBytes)
  // The memory is not zeroed: nothing of what it held before may reach the disk.
  for (let padding = end; padding % recordAlignment !== 0; padding += 1) bytes[padding] = 0
}

export function stampRecord(
  block: Block,
  at: number,
  stamp: { identity: SegmentIdentity; sequence: number },
): void {
  const { bytes, view } = block
  const { generation, mark } = stamp.identity
  view.setUint32(at + 8, generation, true)
  view.setUint32(at + 12, mark, true)
  writeU48(view, at + 16, stamp.sequence)
  view.setUint32(at + 4, checksum(bytes, at, stamp.identity.seed), true)
}

/** Says "everything before `sequence` is above, nothing is lost"; the next write overwrites it. */
export function stampEndMark(
  block: Block,
  at: number,
  stamp: { identity: SegmentIdentity; sequence: number },
): void {
  block.bytes.fill(0, at, at + endMarkBytes)
  block.view.setUint16(at + 30, kindEnd, true)
  stampRecord(block, at, stamp)
}

function checksum(bytes: Buffer, at: number, seed: number): number {
  const length = bytes.readUInt32LE(at)
  return crc32(bytes.subarray(at + 8, at + recordHeaderBytes + length), (seed ^ length) >>> 0)
}

/** Whether a record of this segment may start here, by its generation and mark alone. */
export function mayStartRecord(block: Block, at: number, identity: SegmentIdentity): boolean {
  return (
    block.view.getUint32(at + 12, true) === identity.mark &&
    block.view.getUint32(at + 8, true) === identity.generation
  )
}

/** The header as it stands, unchecked: only for memory that never left the process. */
export function readHeader(block: Block, at: number): RecordHeader {
  const { view } = block
  return {
    isEnd: view.getUint16(at + 30, true) === kindEnd,
    length: view.getUint32(at, true),
    sequence: readU48(view, at + 16),
    flags: view.getUint16(at + 22, true),
    appendedAt: readU48(view, at + 24),
  }
}

/** Whether the bytes are a whole record of this segment; the block must hold all of `length`. */
export function isIntact(block: Block, at: number, identity: SegmentIdentity): boolean {
  return block.view.getUint32(at + 4, true) === checksum(block.bytes, at, identity.seed)
}
