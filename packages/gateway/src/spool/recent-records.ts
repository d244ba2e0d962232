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
  /** Blocks with nothing in them that is still here, to be written anew; each is given once. */
  takeEmptied(): Block[]
  readonly bytes: number
}

/** More than are emptied between two reads; during an outage, when nobody reads, the rest is let go. */
const maxEmptied = 16

/** The unread newest end of the log, in memory as far as the budget goes; the disk has the rest. */
export function createRecentRecords(maxBytes: number): RecentRecords {
  let ranges: (RecordRange | undefined)[] = []
  let head = 0
  let bytes = 0
  let emptied: Block[] = []
  let leaving: Block | undefined

  function dropOldest(): void {
    const dropped = ranges[head]
    if (!dropped) return
    // Ranges come in the order of their blocks: with the first one of the next, all are gone.
    if (leaving && leaving !== dropped.block && emptied.length < maxEmptied) emptied.push(leaving)
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
      return oldest && oldest.firstSequence <= sequence ? oldest : undefined
    },
    forgetBefore,
    takeEmptied() {
      const taken = emptied
      if (taken.length > 0) emptied = []
      return taken
    },
    get bytes() {
      return bytes
    },
  }
}
