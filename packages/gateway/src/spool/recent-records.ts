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
  /** The range that holds this sequence, if it is still here; forgets everything before it. */
  find(sequence: number): RecordRange | undefined
  readonly bytes: number
}

/** The unread newest end of the log, in memory as far as the budget goes; the disk has the rest. */
export function createRecentRecords(maxBytes: number): RecentRecords {
  let ranges: (RecordRange | undefined)[] = []
  let head = 0
  let bytes = 0

  function dropOldest(): void {
    const dropped = ranges[head]
    if (!dropped) return
    bytes -= dropped.end - dropped.start
    ranges[head] = undefined
    head += 1
    if (head > 1024 && head * 2 > ranges.length) {
      ranges = ranges.slice(head)
      head = 0
    }
  }

  return {
    add(range) {
      ranges.push(range)
      bytes += range.end - range.start
      while (bytes > maxBytes) dropOldest()
    },
    find(sequence) {
      for (let range = ranges[head]; range; range = ranges[head]) {
        if (range.firstSequence > sequence) return undefined
        if (range.endSequence > sequence) return range
        dropOldest()
      }
      return undefined
    },
    get bytes() {
      return bytes
    },
  }
}
