import type { CommitResult } from './group-commit.ts'
import { activeSegment, type Log } from './log.ts'
import type { OnProblem } from './problem.ts'
import { createBlock, endMarkBytes, stampEndMark, stampRecord } from './record-codec.ts'
import type { RecentRecords, RecordRange } from './recent-records.ts'
import type { SegmentPool } from './segment-pool.ts'
import type { Segment } from './segment.ts'
import { diskError } from './spool-error.ts'
import type { StagedRecord } from './staging.ts'

/** Bounds how long the next group waits behind this one. */
export const maxWriteBytes: number = 4 << 20

interface WriterOptions {
  log: Log
  pool: SegmentPool
  recent: RecentRecords
  segmentBytes: number
  onProblem: OnProblem
  /** Called when there is something new to read. */
  onDurable: (firstSequence: number) => void
}

export interface LogWriter {
  /** Writes as many of the records as one write takes, at least one. */
  commit(records: readonly StagedRecord[]): Promise<CommitResult>
}

export function createLogWriter(options: WriterOptions): LogWriter {
  const { log, pool, recent, segmentBytes } = options
  const endMark = createBlock(Buffer.alloc(endMarkBytes))

  async function room(bytes: number): Promise<Segment> {
    const active = activeSegment(log)
    if (active && active.endOffset + bytes + endMarkBytes <= active.sizeBytes) return active
    // Before the old one is let go: without a new one, smaller records still fit the old.
    const fresh = await pool.take(log.nextSequence)
    if (active) await retire(active)
    log.segments.push(fresh)
    return fresh
  }

  async function write(segment: Segment, records: readonly StagedRecord[]): Promise<RecordRange[]> {
    const ranges = placeRecords(segment, records, log.nextSequence)
    const last = ranges.at(-1)
    const sequence = log.nextSequence + records.length
    stampEndMark(endMark, 0, { identity: segment.identity, sequence })
    const buffers = ranges.map(({ block, start, end }) => block.bytes.subarray(start, end))
    await segment.file?.write([...buffers, endMark.bytes], segment.endOffset)
    segment.endOffset = last ? last.offset + last.end - last.start : segment.endOffset
    segment.endSequence = sequence
    return ranges
  }

  async function poison(segment: Segment, error: unknown): Promise<void> {
    segment.isPoisoned = true
    const { name, endOffset } = segment
    options.onProblem({ kind: 'write_failed', file: name, offset: endOffset, error })
    await retire(segment)
  }

  return {
    async commit(waiting) {
      let segment: Segment
      try {
        segment = await room(waiting[0]?.bytes ?? 0)
      } catch (error) {
        return { count: waiting.length, error: diskError('cannot append', error) }
      }
      const records = waiting.slice(0, countThatFit(segment, waiting))
      const firstSequence = log.nextSequence
      try {
        const ranges = await write(segment, records)
        log.nextSequence += records.length
        for (const range of ranges) recent.add(range)
      } catch (error) {
        await poison(segment, error)
        return { count: records.length, error: diskError('cannot append', error) }
      }
      if (segment.endOffset * 2 > segmentBytes) pool.prepare()
      options.onDurable(firstSequence)
      return { count: records.length, firstSequence }
    },
  }
}

/** Its records stay to be read; its blocks are not written to any more. */
export async function retire(segment: Segment): Promise<void> {
  const { file } = segment
  segment.file = undefined
  await file?.close().catch(() => undefined) // every write to it has already succeeded or failed
}

function countThatFit(segment: Segment, records: readonly StagedRecord[]): number {
  let room = Math.min(segment.sizeBytes - segment.endOffset - endMarkBytes, maxWriteBytes)
  let count = 0
  for (const { bytes } of records) {
    room -= bytes
    if (room < 0) break
    count += 1
  }
  return Math.max(count, 1)
}

/** Stamps the records for this segment; those side by side in memory become one range. */
function placeRecords(
  segment: Segment,
  records: readonly StagedRecord[],
  firstSequence: number,
): RecordRange[] {
  const ranges: RecordRange[] = []
  let offset = segment.endOffset
  let sequence = firstSequence
  let range: { -readonly [K in keyof RecordRange]: RecordRange[K] } | undefined
  for (const { block, start, bytes } of records) {
    stampRecord(block, start, { identity: segment.identity, sequence })
    const end = start + bytes
    if (range?.block === block && range.end === start) {
      range.end = end
      range.endSequence = sequence + 1
    } else {
      const endSequence = sequence + 1
      range = { segment, offset, block, start, end, firstSequence: sequence, endSequence }
      ranges.push(range)
    }
    offset += bytes
    sequence += 1
  }
  return ranges
}
