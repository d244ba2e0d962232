import { hash } from 'node:crypto'
import type { Delivery } from '../sinks/sink.ts'

/**
 * What one request leaves in the spool: its records as lines, and for each line where it ends and
 * to which visitor it belongs. Encoded once; everything after this copies bytes.
 *
 *   count u32 | ends u32 × count | hashes u32 × count | lines
 */
export interface FrameWriter {
  /** Adds one record; `line` ends in a line feed. */
  add(line: string, visitor: string): void
  readonly count: number
  /** The frame so far. It is overwritten by the next use of the writer. */
  finish(): Uint8Array
  reset(): void
}

const headBytes = (count: number): number => 4 + 8 * count

export function createFrameWriter(): FrameWriter {
  let lines = Buffer.allocUnsafe(64 * 1024)
  let used = 0
  const ends: number[] = []
  const hashes: number[] = []
  let lastVisitor: string | undefined
  let lastHash = 0
  const room = (bytes: number) => {
    if (used + bytes <= lines.length) return
    const larger = Buffer.allocUnsafe(Math.max(lines.length * 2, used + bytes))
    lines.copy(larger, 0, 0, used)
    lines = larger
  }
  return {
    add(line, visitor) {
      // Three bytes for each UTF-16 unit are the most that UTF-8 takes.
      room(line.length * 3)
      used += lines.write(line, used, 'utf8')
      if (visitor !== lastVisitor) {
        lastVisitor = visitor
        lastHash = visitorHash(visitor)
      }
      ends.push(used)
      hashes.push(lastHash)
    },
    get count() {
      return ends.length
    },
    finish() {
      const count = ends.length
      const frame = Buffer.allocUnsafe(headBytes(count) + used)
      frame.writeUInt32LE(count, 0)
      for (let at = 0; at < count; at++) {
        frame.writeUInt32LE(ends[at] ?? 0, 4 + 4 * at)
        frame.writeUInt32LE(hashes[at] ?? 0, 4 + 4 * (count + at))
      }
      lines.copy(frame, headBytes(count), 0, used)
      return frame
    },
    reset() {
      used = 0
      ends.length = 0
      hashes.length = 0
    },
  }
}

/** The top 32 bits of the MD5 by which Kinesis itself spreads partition keys. */
export const visitorHash = (visitor: string): number =>
  Number.parseInt(hash('md5', visitor).slice(0, 8), 16)

/** Reads a frame back; throws if it is not one, which a checksum has made sure of. */
export function readFrame(frame: Uint8Array, stream: Delivery['stream']): Delivery {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const count = view.getUint32(0, true)
  const head = headBytes(count)
  if (frame.byteLength < head) throw new Error('a frame of the spool is cut short')
  const ends = new Uint32Array(count)
  const hashes = new Uint32Array(count)
  for (let at = 0; at < count; at++) {
    ends[at] = view.getUint32(4 + 4 * at, true)
    hashes[at] = view.getUint32(4 + 4 * (count + at), true)
  }
  if (head + (ends[count - 1] ?? 0) !== frame.byteLength) {
    throw new Error('a frame of the spool does not add up')
  }
  return { stream, bytes: frame.subarray(head), ends, hashes }
}
