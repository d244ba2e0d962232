import { findByHashKey, hashKeyOf, uniformRanges, type HashRange } from './hash-key.ts'
import type { Journal, Placed, StreamState } from './journal.ts'
import type { Limits } from './limits.ts'
import type { StoredRecord } from './record-log.ts'
import { createShard, isOpen, stateOf, type Shard } from './shard.ts'

export type StreamStatus = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING'

/** What a stream of this endpoint is bounded by, besides AWS's limits. */
export interface Retention {
  /** Bytes of records kept per stream; beyond that the oldest go. */
  readonly bytes: number
}

export interface StreamContext {
  readonly limits: Limits
  readonly retention: Retention
  readonly journal: Journal
}

/** Counted since the start of this process. */
export interface StreamCounters {
  records: number
  bytes: number
  /** Records refused for a shard's write limit, or by a throttle fault. */
  throttled: number
  /** Reads refused for a shard's read limit. */
  readsThrottled: number
  /** Records dropped by retention, read or not. */
  trimmed: number
  requests: Record<string, number>
}

/** A change that takes time, as it does at AWS. */
interface Transition {
  readonly status: StreamStatus
  readonly dueMs: number
  readonly apply: () => void
}

export interface Stream {
  state: Omit<StreamState, 'shards'>
  readonly shards: Map<number, Shard>
  /** Open shards in hash key order. */
  open: readonly Shard[]
  bytes: number
  nextOrdinal: number
  nextShard: number
  /** Where AUTO distribution puts the next record. */
  turn: number
  transition: Transition | undefined
  readonly counters: StreamCounters
}

export const newCounters = (): StreamCounters => ({
  records: 0,
  bytes: 0,
  throttled: 0,
  readsThrottled: 0,
  trimmed: 0,
  requests: {},
})

export const streamState = (stream: Stream): StreamState => ({
  ...stream.state,
  shards: [...stream.shards.values()].map(stateOf),
})

export const statusOf = (stream: Stream): StreamStatus => stream.transition?.status ?? 'ACTIVE'

/** Sets `open` after the shards changed. */
export function refreshOpen(stream: Stream): void {
  stream.open = [...stream.shards.values()]
    .filter(isOpen)
    .sort((a, b) => (a.range.start < b.range.start ? -1 : 1))
}

export function addShard(
  stream: Stream,
  context: StreamContext,
  part: { range: HashRange; parents: readonly number[]; createdMs: number },
): Shard {
  const shard = createShard({ ...part, number: stream.nextShard }, context.limits)
  stream.nextShard += 1
  stream.shards.set(shard.number, shard)
  return shard
}

const emptyStream = (state: Omit<StreamState, 'shards'>): Stream => ({
  state,
  shards: new Map(),
  open: [],
  bytes: 0,
  nextOrdinal: 1,
  nextShard: 0,
  turn: 0,
  transition: undefined,
  counters: newCounters(),
})

export function createStream(
  state: Omit<StreamState, 'shards'>,
  shardCount: number,
  context: StreamContext,
): Stream {
  const stream = emptyStream(state)
  for (const range of uniformRanges(shardCount)) {
    addShard(stream, context, { range, parents: [], createdMs: state.createdMs })
  }
  refreshOpen(stream)
  return stream
}

/** Builds a stream again from what a journal kept. `placed` is in the order of arrival. */
export function restoreStream(
  { shards, ...state }: StreamState,
  placed: readonly Placed[],
  more: { context: StreamContext; nextIndex: ReadonlyMap<number, number> },
): Stream {
  const stream = emptyStream(state)
  for (const shard of shards) {
    const firstIndex = more.nextIndex.get(shard.number)
    stream.shards.set(shard.number, createShard(shard, more.context.limits, firstIndex))
    stream.nextShard = Math.max(stream.nextShard, shard.number + 1)
  }
  for (const { shard, record } of placed) {
    stream.nextOrdinal = Math.max(stream.nextOrdinal, record.ordinal + 1)
    const log = stream.shards.get(shard)?.log
    // The shard has expired since, and its file was not gone yet.
    if (log === undefined) continue
    log.append(record)
    stream.bytes += record.bytes
  }
  refreshOpen(stream)
  return stream
}

/** The open shard for a record; with AUTO distribution its keys do not count. */
export function route(
  stream: Stream,
  record: { partitionKey: string; hashKey?: bigint | undefined },
): Shard {
  if (stream.state.distribution === 'AUTO') {
    stream.turn = (stream.turn + 1) % stream.open.length
    return stream.open[stream.turn] as Shard
  }
  const key = record.hashKey ?? hashKeyOf(record.partitionKey)
  // Open shards cover the key space with no gap: one is always found.
  return findByHashKey(stream.open, key) as Shard
}

/** Drops what is older than the stream's retention, or more than may be kept; finishes what is due. */
export function settle(stream: Stream, context: StreamContext, nowMs: number): void {
  const due = stream.transition
  if (due !== undefined && nowMs >= due.dueMs) {
    stream.transition = undefined
    due.apply()
  }
  const horizonMs = nowMs - stream.state.retentionHours * 3_600_000
  for (const shard of stream.shards.values()) {
    while ((shard.log.oldest()?.arrivalMs ?? nowMs) < horizonMs) drop(stream, shard, context)
    // An expired shard is one that closed longer ago than records are kept: AWS lists it no more.
    // After a clock that stepped back it may hold records that are younger than its end.
    if ((shard.closedMs ?? nowMs) < horizonMs && shard.log.oldest() === undefined) {
      stream.shards.delete(shard.number)
      context.journal.stream(streamState(stream))
    }
  }
  while (stream.bytes > context.retention.bytes) drop(stream, oldestShard(stream), context)
}

function drop(stream: Stream, shard: Shard, context: StreamContext): void {
  const dropped = shard.log.dropOldest()
  if (dropped === undefined) return
  stream.bytes -= dropped.bytes
  stream.counters.trimmed += 1
  context.journal.trimmed(stream.state.name, shard.number, dropped.index + 1)
}

const ordinalOf = (record: StoredRecord | undefined): number =>
  record?.ordinal ?? Number.POSITIVE_INFINITY

function oldestShard(stream: Stream): Shard {
  return [...stream.shards.values()].reduce((first, shard) =>
    ordinalOf(shard.log.oldest()) < ordinalOf(first.log.oldest()) ? shard : first,
  )
}
