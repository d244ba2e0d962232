import type { Block } from './record-codec.ts'
import type { Segment } from './segment.ts'

/** Records that one write put one behind the other, in memory and in a segment alike. */
export interface RecordRange {
  readonly segment: Segment
  readonly offset: number
  readonly block: Block
  readonly start: number
  readonly end: number
  readonly firstSequence: number
  /** The first sequence behind it. */
  readonly endSequence: number
}

export interface RecentRecords {
  add(range: RecordRange): void
  /** The range that holds this sequence, if it is still here. */
  find(sequence: number): RecordRange | undefined
  /** Lets go of the ranges that end before this sequence: they are read. */
  forgetBefore(sequence: number): void
  /** What earlier reads gave is not used any more. */
  release(): void
  readonly bytes: number
}

/**
 * The unread newest end of the log, in memory as far as the budget goes; the disk has the rest. A block
 * with nothing in it that is still here, or that a read gave, is told to be free once. In an outage, when
 * nobody reads, that is each one: new memory instead would be 40 MB of garbage a second, which lies about
 * until a major collection.
 */
export function createRecentRecords(
  maxBytes: number,
  onFree: (blocks: readonly Block[]) => void,
): RecentRecords {
  let ranges: (RecordRange | undefined)[] = []
  let head = 0
  let bytes = 0
  let leaving: Block | undefined
  /** Of which the latest read gave something, and those of them with nothing left in them. */
  const lent = new Set<Block>()
  let emptied: Block[] = []

  function leave(block: Block): void {
    if (lent.has(block)) emptied.push(block)
    else onFree([block])
  }

  function dropOldest(): void {
    const dropped = ranges[head]
    if (!dropped) return
    // Ranges come in the order of their blocks: with the first one of the next, all are gone.
    if (leaving && leaving !== dropped.block) leave(leaving)
    leaving = dropped.block
    bytes -= dropped.end - dropped.start
    ranges[head] = undefined
    head += 1
    if (head > 1024 && head * 2 > ranges.length) {
      ranges = ranges.slice(head)
      head = 0
    }
  }

  function forgetBefore(sequence: number): void {
    while ((ranges[head]?.endSequence ?? Infinity) <= sequence) dropOldest()
  }

  return {
    add(range) {
      ranges.push(range)
      bytes += range.end - range.start
      while (bytes > maxBytes) dropOldest()
    },
    find(sequence) {
      forgetBefore(sequence)
      const oldest = ranges[head]
      if (!oldest || oldest.firstSequence > sequence) return undefined
      lent.add(oldest.block)
      return oldest
    },
    forgetBefore,
    release() {
      lent.clear()
      if (emptied.length > 0) onFree(emptied)
      emptied = []
    },
    get bytes() {
      return bytes
    },
  }
}
