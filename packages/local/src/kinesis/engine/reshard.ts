import { idleStream, transition, type EngineContext } from './context.ts'
import { uniformRanges, type HashRange } from './hash-key.ts'
import { invalidArgument, KinesisError } from './kinesis-error.ts'
import { isOpen, shardNumber, type Shard } from './shard.ts'
import { addShard, refreshOpen, streamState, type Stream } from './stream.ts'

const under = (context: EngineContext, stream: Stream): string =>
  `in stream ${stream.state.name} under account ${context.account}`

/** On-demand streams reshard themselves; AWS refuses to be told. */
function provisioned(context: EngineContext, name: string): Stream {
  const stream = idleStream(context, name)
  if (stream.state.mode === 'PROVISIONED') return stream
  throw new KinesisError(
    'ValidationException',
    `Request is invalid. Stream ${name} under account ${context.account} is in On-Demand mode.`,
  )
}

/** An open shard by its id. */
function openShard(context: EngineContext, stream: Stream, id: string): Shard {
  const shard = stream.shards.get(shardNumber(id) ?? -1)
  if (shard === undefined) {
    throw new KinesisError(
      'ResourceNotFoundException',
      `Could not find shard ${id} ${under(context, stream)}.`,
    )
  }
  if (isOpen(shard)) return shard
  throw invalidArgument(
    `Shard ${shard.id} ${under(context, stream)} has already been merged or split, and thus is not eligible for merging or splitting.`,
  )
}

/** Closes shards and opens others over the same range; who reads a parent to its end finds them. */
function replace(
  context: EngineContext,
  stream: Stream,
  change: { parents: readonly Shard[]; ranges: readonly HashRange[] },
): Shard[] {
  const createdMs = Math.max(context.clock(), ...change.parents.map((shard) => shard.createdMs))
  for (const parent of change.parents) parent.closedMs = createdMs
  const parents = change.parents.map((shard) => shard.number)
  return change.ranges.map((range) => addShard(stream, context, { range, parents, createdMs }))
}

function reshard(context: EngineContext, stream: Stream, change: () => void): void {
  transition(stream, context, {
    status: 'UPDATING',
    apply() {
      change()
      refreshOpen(stream)
      context.journal.stream(streamState(stream))
    },
  })
}

const cut = (range: HashRange, at: bigint): HashRange[] => [
  { start: range.start, end: at - 1n },
  { start: at, end: range.end },
]

export function splitShard(
  context: EngineContext,
  name: string,
  split: { shard: string; newStart: bigint },
): void {
  const stream = provisioned(context, name)
  const parent = openShard(context, stream, split.shard)
  const { start, end } = parent.range
  if (split.newStart <= start + 1n || split.newStart >= end) {
    throw invalidArgument(
      `NewStartingHashKey ${split.newStart} used in SplitShard() on shard ${parent.id} ${under(context, stream)} is not both greater than one plus the shard's StartingHashKey ${start} and less than the shard's EndingHashKey ${end}.`,
    )
  }
  assertShardLimit(context, 1)
  reshard(context, stream, () =>
    replace(context, stream, { parents: [parent], ranges: cut(parent.range, split.newStart) }),
  )
}

export function mergeShards(
  context: EngineContext,
  name: string,
  merge: { shard: string; adjacent: string },
): void {
  const stream = provisioned(context, name)
  const pair = [
    openShard(context, stream, merge.shard),
    openShard(context, stream, merge.adjacent),
  ] as const
  const [low, high] = pair[0].range.start < pair[1].range.start ? pair : [pair[1], pair[0]]
  if (low.range.end + 1n !== high.range.start) {
    throw invalidArgument(
      `Shards ${pair[0].id} and ${pair[1].id} ${under(context, stream)} are not an adjacent pair of shards eligible for merging`,
    )
  }
  reshard(context, stream, () =>
    replace(context, stream, {
      parents: pair,
      ranges: [{ start: low.range.start, end: high.range.end }],
    }),
  )
}

/** Opens as many equal shards, by splits and then merges, as AWS does: parents stay readable. */
export function updateShardCount(context: EngineContext, name: string, target: number): number {
  const stream = provisioned(context, name)
  const current = stream.open.length
  const tell = `Current open shard count: ${current} Target shard count: ${target}`
  if (target > current * 2) {
    throw invalidArgument(
      `UpdateShardCount cannot scale up over double your current open shard count. ${tell}`,
    )
  }
  if (target < current / 2) {
    throw invalidArgument(
      `UpdateShardCount cannot scale down below half your current open shard count. ${tell}`,
    )
  }
  assertShardLimit(context, target - current)
  const ranges = uniformRanges(target)
  reshard(context, stream, () => {
    const pieces = stream.open.flatMap((shard) => splitAt(context, stream, { shard, ranges }))
    for (const range of ranges) mergeWithin(context, stream, { pieces, range })
  })
  return current
}

function splitAt(
  context: EngineContext,
  stream: Stream,
  { shard, ranges }: { shard: Shard; ranges: readonly HashRange[] },
): Shard[] {
  const pieces: Shard[] = []
  let rest = shard
  for (const { start } of ranges) {
    if (start <= rest.range.start || start > rest.range.end) continue
    const [low, high] = replace(context, stream, {
      parents: [rest],
      ranges: cut(rest.range, start),
    })
    if (low === undefined || high === undefined) break
    pieces.push(low)
    rest = high
  }
  return [...pieces, rest]
}

function mergeWithin(
  context: EngineContext,
  stream: Stream,
  { pieces, range }: { pieces: readonly Shard[]; range: HashRange },
): void {
  const [first, ...others] = pieces.filter(
    (piece) => piece.range.start >= range.start && piece.range.end <= range.end,
  )
  let merged = first
  for (const piece of others) {
    if (merged === undefined) return
    const whole = { start: merged.range.start, end: piece.range.end }
    ;[merged] = replace(context, stream, { parents: [merged, piece], ranges: [whole] })
  }
}

/** Open shards are what an account pays for and is limited in. */
export function assertShardLimit(context: EngineContext, more: number): void {
  const open = [...context.streams.values()].reduce((sum, stream) => sum + stream.open.length, 0)
  if (open + more <= context.limits.shards) return
  throw new KinesisError(
    'LimitExceededException',
    `This request would exceed the shard limit for the account ${context.account} in ${context.region}. Current shard count for the account: ${open}. Limit: ${context.limits.shards}. Number of additional shards that would have resulted from this request: ${more}. Refer to the AWS Service Limits page (https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.`,
  )
}
