import type { Files } from './files.ts'
import type { Log } from './log.ts'
import type { OnProblem } from './problem.ts'
import { readHeader, recordBytes, recordHeaderBytes } from './record-codec.ts'
import type { RecentRecords, RecordRange } from './recent-records.ts'
import { createReadWindows } from './read-windows.ts'
import type { FoundRecord } from './scan-segment.ts'
import { createSegmentAccess } from './segment-access.ts'
import type { Segment } from './segment.ts'
import { diskError } from './spool-error.ts'

export interface SpoolEntry {
  /** What `confirm` takes. Rises by one per record. */
  readonly position: number
  readonly flags: number
  /** Read only, and good until the next read: its memory is used again then. */
  readonly payload: Uint8Array
  /** Milliseconds since 1970, by this machine's clock. */
  readonly appendedAt: number
}

interface ReaderOptions {
  log: Log
  recent: RecentRecords
  directory: string
  files: Files
  windowBytes: number
  onProblem: OnProblem
  onLost: (records: number, bytes: number) => void
}

export interface LogReader {
  /** The next entries, at least one and about this many payload bytes; none at the end. */
  take(maxBytes: number): Promise<SpoolEntry[]>
  /** The sequence the next entry will have. */
  readonly next: number
  close(): Promise<void>
}

/** Where the reader stands: the next sequence, and where in the log to look for it. */
interface Cursor {
  next: number
  place: Place | undefined
}

interface Place {
  readonly segment: Segment
  readonly offset: number
}

/** Follows the log: from memory while the records are there, else from the disk. */
export function createLogReader(options: ReaderOptions): LogReader {
  const { log, recent } = options
  const cursor: Cursor = { next: log.confirmed + 1, place: undefined }
  const windows = createReadWindows(options.windowBytes)
  const access = createSegmentAccess({ ...options, windows })

  /** One step forward on the disk; false when the budget is used up. */
  async function stepOnDisk(budget: Budget): Promise<boolean> {
    const place = placeOfNext(log, cursor)
    const { segment } = place
    const { scan, endOffset, endSequence } = await access.open(segment, cursor.next)
    const found = await scan.next(place.offset)
    // Behind a failed write stands what was never promised: the next segment takes up its numbers.
    if (!found || found.sequence >= endSequence) {
      lose(options, cursor, { until: endSequence, place, endOffset })
      return true
    }
    const isNew = !found.isEnd && found.sequence >= cursor.next
    if (isNew && !budget.admits(found.length)) return false
    lose(options, cursor, { until: found.sequence, place, endOffset: found.offset })
    if (isNew) {
      budget.take(entryOf(found))
      cursor.next = found.sequence + 1
    }
    cursor.place = { segment, offset: found.endOffset }
    return true
  }

  async function step(budget: Budget): Promise<boolean> {
    const range = recent.find(cursor.next)
    if (range) return stepInMemory(range, cursor, budget)
    try {
      return await stepOnDisk(budget)
    } catch (error) {
      // What was already read is not offered again: it must reach the caller first.
      if (budget.entries.length > 0) return false
      throw diskError('cannot read the log', error)
    }
  }

  return {
    async take(maxBytes) {
      recent.release()
      windows.release()
      const budget = createBudget(maxBytes)
      while (cursor.next < log.nextSequence && (await step(budget))) {
        // on to the next range or record
      }
      recent.forgetBefore(cursor.next)
      return budget.entries
    },
    get next() {
      return cursor.next
    },
    close: () => access.close(),
  }
}

/** The records from `cursor.next` to `until` were looked for up to `endOffset`: not there. */
function lose(
  { onProblem, onLost }: ReaderOptions,
  cursor: Cursor,
  lost: { until: number; place: Place; endOffset: number },
): void {
  const { until, place, endOffset } = lost
  const records = until - cursor.next
  if (records <= 0) return
  const bytes = endOffset - place.offset
  onProblem({
    kind: 'records_lost',
    file: place.segment.name,
    offset: place.offset,
    bytes,
    records,
  })
  onLost(records, bytes)
  cursor.next = until
}

function placeOfNext(log: Log, { next, place }: Cursor): Place {
  const segment = log.segments.find(({ endSequence }) => endSequence > next)
  if (!segment) throw new Error(`no segment holds record ${next}`)
  return place?.segment === segment ? place : { segment, offset: 0 }
}

/** To the end of the range; false when the budget is used up. */
function stepInMemory(range: RecordRange, cursor: Cursor, budget: Budget): boolean {
  const { block, segment } = range
  const { place } = cursor
  let at = range.start
  if (place?.segment === segment) at += Math.max(0, place.offset - range.offset)
  let isAtBudget = false
  while (at < range.end) {
    const { length, sequence, flags, appendedAt } = readHeader(block, at)
    if (sequence >= cursor.next) {
      isAtBudget = !budget.admits(length)
      if (isAtBudget) break
      const payload = block.bytes.subarray(at + recordHeaderBytes, at + recordHeaderBytes + length)
      budget.take({ position: sequence, flags, payload, appendedAt })
      cursor.next = sequence + 1
    }
    at += recordBytes(length)
  }
  cursor.place = { segment, offset: range.offset + at - range.start }
  return !isAtBudget
}

function entryOf({ sequence, flags, payload, appendedAt }: FoundRecord): SpoolEntry {
  return { position: sequence, flags, payload, appendedAt }
}

interface Budget {
  readonly entries: SpoolEntry[]
  admits(bytes: number): boolean
  take(entry: SpoolEntry): void
}

function createBudget(maxBytes: number): Budget {
  const entries: SpoolEntry[] = []
  let left = maxBytes
  return {
    entries,
    admits: (bytes) => entries.length === 0 || bytes <= left,
    take(entry) {
      left -= entry.payload.length
      entries.push(entry)
    },
  }
}
