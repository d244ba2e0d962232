import type { HashRange } from './hash-key.ts'
import type { Limits } from './limits.ts'
import { createRecordLog, type RecordLog } from './record-log.ts'
import { sequencePrefix } from './sequence-number.ts'
import { createTokenBucket, type TokenBucket } from './token-bucket.ts'

/** What has to be remembered of a shard besides its records. */
export interface ShardState {
  readonly number: number
  readonly createdMs: number
  readonly range: HashRange
  /** None, the shard it was split from, or the two it was merged from. */
  readonly parents: readonly number[]
  /** When it stopped taking records; undefined while it is open. */
  readonly closedMs?: number | undefined
}

export interface Shard extends ShardState {
  readonly id: string
  /** What its sequence numbers begin with. */
  readonly prefix: string
  closedMs?: number | undefined
  readonly log: RecordLog
  readonly budget: {
    readonly writeBytes: TokenBucket
    readonly writeRecords: TokenBucket
    readonly readBytes: TokenBucket
    readonly reads: TokenBucket
    readonly iterators: TokenBucket
  }
}

export const shardId = (number: number): string => `shardId-${String(number).padStart(12, '0')}`

/** The number in a shard id; AWS takes it with or without the text before it. */
export function shardNumber(id: string): number | undefined {
  const match = /^(?:shardId-)?(\d{1,12})$/.exec(id)
  return match === null ? undefined : Number(match[1])
}

/** `firstIndex`: of the next record, for a shard whose older ones are gone. */
export function createShard(state: ShardState, limits: Limits, firstIndex?: number): Shard {
  return {
    ...state,
    id: shardId(state.number),
    prefix: sequencePrefix(state.createdMs, state.number),
    log: createRecordLog(firstIndex),
    budget: {
      writeBytes: createTokenBucket(limits.writeBytesPerSecond),
      writeRecords: createTokenBucket(limits.writeRecordsPerSecond),
      readBytes: createTokenBucket(limits.readBytesPerSecond),
      reads: createTokenBucket(limits.readsPerSecond),
      iterators: createTokenBucket(limits.iteratorsPerSecond),
    },
  }
}

export const isOpen = (shard: ShardState): boolean => shard.closedMs === undefined

export const stateOf = (shard: Shard): ShardState => ({
  number: shard.number,
  createdMs: shard.createdMs,
  range: shard.range,
  parents: shard.parents,
  closedMs: shard.closedMs,
})
