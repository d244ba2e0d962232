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
  /** Nobody reads them any more: they are written anew. */
  reuse(blocks: readonly Block[]): void
}

/** Blocks kept for later; what more comes back is left to the collector. */
const maxSpares = 16

/** Lays records out one behind the other, as they will stand on the disk, in large blocks. */
export function createStaging(blockBytes: number): Staging {
  let block = createBlock(Buffer.alloc(0))
  let used = 0
  const spares: Block[] = []
  return {
    stage(record) {
      const bytes = recordBytes(record.payload.length)
      if (used + bytes > block.bytes.length) {
        const spare = bytes <= blockBytes ? spares.pop() : undefined
        block = spare ?? createBlock(Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes)))
        used = 0
      }
      const start = used
      stageRecord(block, start, record)
      used += bytes
      return { block, start, bytes }
    },
    reuse(blocks) {
      for (const spare of blocks) {
        if (spare.bytes.length === blockBytes && spares.length < maxSpares) spares.push(spare)
      }
    },
  }
}
