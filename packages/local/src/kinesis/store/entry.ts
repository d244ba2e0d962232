import { crc32 } from 'node:zlib'
import type { Placed, StreamState } from '../engine/journal.ts'

/** A stream as one entry says it: its settings and shards, and where its numbering stands. */
export interface Snapshot {
  readonly state: StreamState
  /** The next record's index, by shard. */
  readonly nextIndex: ReadonlyMap<number, number>
}

export type Entry =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'records'; readonly placed: readonly Placed[] }

/** Length and CRC-32 of the payload, then the payload; its first byte is the kind. */
const headerBytes = 8
const snapshotKind = 1
const recordsKind = 2
/** Shard, index, ordinal, arrival, key length, data length. */
const recordHeaderBytes = 4 + 8 + 8 + 8 + 4 + 4

function frame(payload: Buffer): Buffer[] {
  const header = Buffer.allocUnsafe(headerBytes)
  header.writeUInt32LE(payload.length, 0)
  header.writeUInt32LE(crc32(payload), 4)
  return [header, payload]
}

/** JSON has no bigint: hash keys are written as decimal text. */
const writeBigint = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value

const readBigint = (name: string, value: unknown): unknown =>
  name === 'start' || name === 'end' ? BigInt(String(value)) : value

export function encodeSnapshot({ state, nextIndex }: Snapshot): Buffer[] {
  const text = JSON.stringify({ state, nextIndex: [...nextIndex] }, writeBigint)
  return frame(Buffer.concat([Buffer.of(snapshotKind), Buffer.from(text)]))
}

function decodeSnapshot(payload: Buffer): Snapshot {
  const { state, nextIndex } = JSON.parse(payload.toString('utf8', 1), readBigint) as {
    state: StreamState
    nextIndex: [number, number][]
  }
  return { state, nextIndex: new Map(nextIndex) }
}

export function encodeRecords(placed: readonly Placed[]): Buffer[] {
  const size = placed.reduce((sum, { record }) => sum + recordHeaderBytes + record.bytes, 1)
  const payload = Buffer.allocUnsafe(size)
  let at = payload.writeUInt8(recordsKind, 0)
  for (const { shard, record } of placed) {
    const keyBytes = record.bytes - record.data.length
    at = payload.writeUInt32LE(shard, at)
    at = payload.writeDoubleLE(record.index, at)
    at = payload.writeDoubleLE(record.ordinal, at)
    at = payload.writeDoubleLE(record.arrivalMs, at)
    at = payload.writeUInt32LE(keyBytes, at)
    at = payload.writeUInt32LE(record.data.length, at)
    at += payload.write(record.partitionKey, at)
    at += record.data.copy(payload, at)
  }
  return frame(payload)
}

function decodeRecords(payload: Buffer): Placed[] {
  const placed: Placed[] = []
  for (let at = 1; at < payload.length;) {
    const keyAt = at + recordHeaderBytes
    const dataAt = keyAt + payload.readUInt32LE(at + 28)
    const end = dataAt + payload.readUInt32LE(at + 32)
    placed.push({
      shard: payload.readUInt32LE(at),
      record: {
        index: payload.readDoubleLE(at + 4),
        ordinal: payload.readDoubleLE(at + 12),
        arrivalMs: payload.readDoubleLE(at + 20),
        partitionKey: payload.toString('utf8', keyAt, dataAt),
        // Copied, or one record would keep the whole file it came from in memory.
        data: Buffer.from(payload.subarray(dataAt, end)),
        bytes: end - keyAt,
      },
    })
    at = end
  }
  return placed
}

/** Everything whole at the start of a file, and how many bytes that is. What follows is torn. */
export function decodeEntries(file: Buffer): { entries: Entry[]; bytes: number } {
  const entries: Entry[] = []
  let at = 0
  while (at + headerBytes < file.length) {
    const end = at + headerBytes + file.readUInt32LE(at)
    const payload = file.subarray(at + headerBytes, end)
    if (end > file.length || crc32(payload) !== file.readUInt32LE(at + 4)) break
    entries.push(
      payload[0] === snapshotKind
        ? { kind: 'snapshot', snapshot: decodeSnapshot(payload) }
        : { kind: 'records', placed: decodeRecords(payload) },
    )
    at = end
  }
  return { entries, bytes: at }
}
