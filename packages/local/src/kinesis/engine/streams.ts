import { idleStream, streamNow, transition, type EngineContext } from './context.ts'
import { invalidArgument, KinesisError } from './kinesis-error.ts'
import type { RecordDistribution, StreamMode } from './journal.ts'
import { recordKib } from './limits.ts'
import { assertShardLimit } from './reshard.ts'
import { createStream, settle, streamState, type Stream } from './stream.ts'

export interface NewStream {
  readonly name: string
  /** Required for a provisioned stream; an on-demand one starts with 4. */
  readonly shards?: number | undefined
  readonly mode?: StreamMode | undefined
  readonly distribution?: RecordDistribution | undefined
  readonly maxRecordKib?: number | undefined
  readonly retentionHours?: number | undefined
}

/** AWS gives an on-demand stream 4 shards to begin with. */
const onDemandShards = 4

export function addStream(context: EngineContext, spec: NewStream): void {
  const mode = spec.mode ?? 'PROVISIONED'
  const distribution = spec.distribution ?? 'USER_PARTITION_KEY'
  const shards = mode === 'ON_DEMAND' ? onDemandShards : spec.shards
  settleAll(context)
  if (context.streams.has(spec.name)) {
    throw new KinesisError(
      'ResourceInUseException',
      `Stream ${spec.name} under account ${context.account} already exists.`,
    )
  }
  if (shards === undefined) {
    throw invalidArgument('ShardCount is required for a stream in PROVISIONED mode.')
  }
  assertAutoAllowed(mode, distribution)
  assertShardLimit(context, shards)
  const stream = createStream(
    {
      name: spec.name,
      createdMs: context.clock(),
      mode,
      distribution,
      maxRecordKib: spec.maxRecordKib ?? recordKib.initial,
      retentionHours: spec.retentionHours ?? 24,
    },
    shards,
    context,
  )
  context.streams.set(spec.name, stream)
  context.journal.stream(streamState(stream))
  transition(stream, context, { status: 'CREATING', apply: () => {} })
}

function assertAutoAllowed(mode: StreamMode, distribution: RecordDistribution): void {
  if (distribution === 'AUTO' && mode === 'PROVISIONED') {
    throw invalidArgument('RecordDistributionStrategy AUTO is only supported in ON_DEMAND mode.')
  }
}

export function removeStream(context: EngineContext, name: string): void {
  const stream = streamNow(context, name)
  transition(stream, context, {
    status: 'DELETING',
    apply() {
      context.streams.delete(name)
      context.journal.deleted(name)
    },
  })
}

/** Every stream as it stands now, by name. */
export function settleAll(context: EngineContext): Stream[] {
  const nowMs = context.clock()
  for (const stream of context.streams.values()) settle(stream, context, nowMs)
  return [...context.streams.values()].sort((a, b) => (a.state.name < b.state.name ? -1 : 1))
}

/** Settings that a stream takes on at once. */
export function changeStream(
  context: EngineContext,
  name: string,
  change: { distribution?: RecordDistribution; maxRecordKib?: number },
): void {
  const stream = idleStream(context, name)
  assertAutoAllowed(stream.state.mode, change.distribution ?? stream.state.distribution)
  stream.state = { ...stream.state, ...change }
  context.journal.stream(streamState(stream))
}
