import type { StoredRecord } from './record-log.ts'
import type { ShardState } from './shard.ts'

export type StreamMode = 'PROVISIONED' | 'ON_DEMAND'
export type RecordDistribution = 'USER_PARTITION_KEY' | 'AUTO'

/** What has to be remembered of a stream besides its records. */
export interface StreamState {
  readonly name: string
  readonly createdMs: number
  readonly mode: StreamMode
  readonly distribution: RecordDistribution
  readonly maxRecordKib: number
  readonly retentionHours: number
  readonly shards: readonly ShardState[]
}

/** A record and the shard it went to. */
export interface Placed {
  readonly shard: number
  readonly record: StoredRecord
}

/**
 * Told of every change, in order and at once; what it does with that is its own affair. `durable`
 * settles when everything told so far is kept as safely as the journal promises.
 */
export interface Journal {
  readonly stream: (state: StreamState) => void
  readonly records: (stream: string, placed: readonly Placed[]) => void
  readonly trimmed: (stream: string, shard: number, oldestIndex: number) => void
  readonly deleted: (stream: string) => void
  readonly durable: () => Promise<void> | undefined
  readonly close: () => Promise<void>
}

/** Keeps nothing. */
export const noJournal: Journal = {
  stream: () => {},
  records: () => {},
  trimmed: () => {},
  deleted: () => {},
  durable: () => {},
  close: () => Promise.resolve(),
}
