import { hash } from 'node:crypto'
import { recently } from '../memory/recently.ts'
import type { Delivery } from '../sinks/sink.ts'

/**
 * What one request leaves in the spool: its records as lines, and behind them for each line where it
 * ends and to which visitor it belongs. Encoded once; everything after this copies bytes.
 *
 *   lines | ends u32 × count | hashes u32 × count | count u32
 */
export interface FrameWriter {
  /** Adds one record, in two parts that are one line, the second of which may be empty. */
  add(first: string, rest: string, visitor: string): void
  readonly count: number
  /** The frame. It is overwritten by the next use of the writer. */
  finish(): Uint8Array
  reset(): void
}

const tailBytes = (count: number): number => 8 * count + 4

export function createFrameWriter(): FrameWriter {
  let memory = Buffer.allocUnsafeSlow(64 * 1024)
  let used = 0
  // Emptied by their count alone: a list that is cut to nothing has to be made anew.
  const ends: number[] = []
  const hashes: number[] = []
  let count = 0
  let lastVisitor: string | undefined
  let lastHash = 0
  const room = (bytes: number) => {
    if (used + bytes <= memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(memory.length * 2, used + bytes))
    memory.copy(larger, 0, 0, used)
    memory = larger
  }
  return {
    add(first, rest, visitor) {
      // Three bytes for each UTF-16 unit are the most that UTF-8 takes.
      room((first.length + rest.length) * 3)
      used += memory.write(first, used)
      used += memory.write(rest, used)
      if (visitor !== lastVisitor) {
        lastVisitor = visitor
        lastHash = visitorHash(visitor)
      }
      ends[count] = used
      hashes[count] = lastHash
      count++
    },
    get count() {
      return count
    },
    finish() {
      room(tailBytes(count))
      for (let at = 0; at < count; at++) {
        memory.writeUInt32LE(ends[at] ?? 0, used + 4 * at)
        memory.writeUInt32LE(hashes[at] ?? 0, used + 4 * (count + at))
      }
      memory.writeUInt32LE(count, used + 8 * count)
      return memory.subarray(0, used + tailBytes(count))
    },
    reset() {
      used = 0
      count = 0
    },
  }
}

/** The top 32 bits of the MD5 by which Kinesis itself spreads partition keys; visitors come again. */
export const visitorHash: (visitor: string) => number = recently(
  (visitor) => Number.parseInt(hash('md5', visitor).slice(0, 8), 16),
  4096,
)

/** Without a view of its own for each frame: making one takes longer than reading all that is in it. */
function readU32(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
  const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)
  return (low | (high << 16)) >>> 0
}

/** A frame, and how much of it are lines. */
export interface Frame {
  readonly bytes: Uint8Array
  readonly count: number
  readonly lineBytes: number
}

/** Throws if these bytes are no frame; a checksum has made sure of that, so if not it is a bug. */
export function readFrame(bytes: Uint8Array): Frame {
  if (bytes.byteLength < tailBytes(0)) throw new Error('a frame of the spool is cut short')
  const count = readU32(bytes, bytes.byteLength - 4)
  const lineBytes = bytes.byteLength - tailBytes(count)
  const lastEnd = count === 0 || lineBytes < 0 ? 0 : readU32(bytes, lineBytes + 4 * (count - 1))
  if (lineBytes !== lastEnd) throw new Error('a frame of the spool does not add up')
  return { bytes, count, lineBytes }
}

/** The lines of several frames as one delivery, in memory of its own: `memory` lends it. */
export function joinFrames(
  stream: Delivery['stream'],
  frames: readonly Frame[],
  memory: (bytes: number) => Buffer = (bytes) => Buffer.allocUnsafeSlow(bytes),
): Delivery {
  let lines = 0
  let size = 0
  for (const { count, lineBytes } of frames) {
    lines += count
    size += lineBytes
  }
  const bytes = memory(size).subarray(0, size)
  const ends = new Uint32Array(lines)
  const hashes = new Uint32Array(lines)
  let line = 0
  let start = 0
  for (const { bytes: frame, count, lineBytes } of frames) {
    bytes.set(frame.subarray(0, lineBytes), start)
    for (let at = 0; at < count; at++, line++) {
      ends[line] = start + readU32(frame, lineBytes + 4 * at)
      hashes[line] = readU32(frame, lineBytes + 4 * (count + at))
    }
    start += lineBytes
  }
  return { stream, bytes, ends, hashes }
}
