import type { OpenFile } from './files.ts'
import type { ReadWindows } from './read-windows.ts'
import {
  type Block,
  createBlock,
  isIntact,
  mayStartRecord,
  readHeader,
  recordAlignment,
  recordBytes,
  recordHeaderBytes,
  type RecordHeader,
  type SegmentIdentity,
} from './record-codec.ts'

export interface FoundRecord extends RecordHeader {
  /** Where it starts in the segment, and where the next one should. */
  readonly offset: number
  readonly endOffset: number
  /** A view of its window. */
  readonly payload: Uint8Array
}

export interface SegmentScan {
  /** The first intact record of this segment at or behind `offset`, else nothing. */
  next(offset: number): Promise<FoundRecord | undefined>
}

interface ScanOptions {
  file: OpenFile
  identity: SegmentIdentity
  /** Nothing at or behind this offset is looked at. */
  limit: number
  windowBytes: number
  /** Where windows come from. Default: new memory for each, which nothing writes to again. */
  windows?: Pick<ReadWindows, 'take'>
  onUnreadable: (offset: number, bytes: number, error: unknown) => void
}

/**
 * Reads a segment's records, searching on behind damage: every multiple of 8 is tried, and only
 * an intact record of this very use of the file is believed.
 */
export function createSegmentScan(options: ScanOptions): SegmentScan {
  const { file, identity, limit, windowBytes, windows } = options
  let window: Block = createBlock(Buffer.alloc(0))
  let windowStart = 0

  async function load(offset: number, bytes: number): Promise<void> {
    const held = offset - windowStart
    if (held >= 0 && held + bytes <= window.bytes.length) return
    const wanted = Math.min(Math.max(bytes, windowBytes), limit - offset)
    // Another one every time: the payloads handed out are views of the one before.
    const target = windows?.take(wanted) ?? Buffer.allocUnsafeSlow(wanted)
    // Where reading fails, this window is the last one that was taken: the one before is free then.
    window = createBlock(Buffer.alloc(0))
    const count = await readAll(file, { target, offset, onUnreadable: options.onUnreadable })
    window = createBlock(target.subarray(0, count))
    windowStart = offset
  }

  /** Moves on to the next place in the window that carries this segment's generation and mark. */
  function skipTo(offset: number): number {
    const last = window.bytes.length - recordHeaderBytes
    let at = offset - windowStart
    while (at <= last && !mayStartRecord(window, at, identity)) at += recordAlignment
    return windowStart + at
  }

  async function intactAt(offset: number): Promise<FoundRecord | undefined> {
    const { length } = readHeader(window, offset - windowStart)
    const size = recordBytes(length)
    if (offset + size > limit) return undefined
    await load(offset, size)
    const at = offset - windowStart
    if (at + size > window.bytes.length || !isIntact(window, at, identity)) return undefined
    const start = at + recordHeaderBytes
    const payload = window.bytes.subarray(start, start + length)
    return { ...readHeader(window, at), offset, endOffset: offset + size, payload }
  }

  return {
    async next(start) {
      let offset = start
      while (offset + recordHeaderBytes <= limit) {
        await load(offset, recordHeaderBytes)
        const windowEnd = windowStart + window.bytes.length
        if (offset + recordHeaderBytes > windowEnd) return undefined // the file is cut short
        offset = skipTo(offset)
        if (offset + recordHeaderBytes > windowEnd) continue
        const found = await intactAt(offset)
        if (found) return found
        offset += recordAlignment
      }
      return undefined
    },
  }
}

const pieceBytes = 4096

/**
 * A bad sector costs its own piece, read as zeros; a disk that returns nothing at all is an error,
 * because skipping everything would free what may be readable again tomorrow.
 */
async function readAll(
  file: OpenFile,
  wanted: {
    target: Buffer
    offset: number
    onUnreadable: ScanOptions['onUnreadable']
  },
): Promise<number> {
  const { target, offset } = wanted
  try {
    return await file.read(target, offset)
  } catch (error) {
    let end = 0
    const bad: number[] = []
    for (let at = 0; at < target.length; at += pieceBytes) {
      const piece = target.subarray(at, at + pieceBytes)
      try {
        end = at + (await file.read(piece, offset + at))
      } catch {
        piece.fill(0)
        bad.push(at)
      }
    }
    if (bad.length === Math.ceil(target.length / pieceBytes)) throw error
    for (const at of bad) wanted.onUnreadable(offset + at, pieceBytes, error)
    const lastBad = bad.at(-1)
    return lastBad === undefined
      ? end
      : Math.max(end, Math.min(lastBad + pieceBytes, target.length))
  }
}
