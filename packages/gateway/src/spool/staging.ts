import { type Block, createBlock, recordBytes, stageRecord } from './record-codec.ts'

/** A record's place in memory, complete but for what only its write decides. */
export interface StagedRecord {
  readonly block: Block
  readonly start: number
  readonly bytes: number
}

export interface Staging {
  /** The one copy an append costs. */
  stage(record: { payload: Uint8Array; flags: number; appendedAt: number }): StagedRecord
}

/** Lays records out one behind the other, as they will stand on the disk, in large blocks. */
export function createStaging(blockBytes: number): Staging {
  let block = createBlock(Buffer.alloc(0))
  let used = 0
  return {
    stage(record) {
      const bytes = recordBytes(record.payload.length)
      if (used + bytes > block.bytes.length) {
        // Never reused: readers hold views of it, and the collector knows when they are done.
        block = createBlock(Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes)))
        used = 0
      }
      const start = used
      stageRecord(block, start, record)
      used += bytes
      return { block, start, bytes }
    },
  }
}
