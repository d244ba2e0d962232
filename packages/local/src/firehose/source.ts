import type { KinesisClient } from '@aws-sdk/client-kinesis'
import type { ArchiveStream, ArchiveWriter } from '@weir/archive'
import { createIntake } from './intake.ts'
import { orAborted } from './pause.ts'
import type { Checkpoints } from './positions/checkpoints.ts'
import type { Problems } from './problems.ts'
import { explainRead, kindOf } from './read/explain-read.ts'
import type { Gate } from './read/gate.ts'
import { keepTrying } from './read/keep-trying.ts'
import { createCalls } from './read/kinesis-calls.ts'
import type { PaceOptions } from './read/pace.ts'
import { startStreamReader } from './read/read-stream.ts'
import { createCounts, type ShardStatus, type StreamStatus } from './status.ts'

/** A Kinesis stream, and what it goes to. */
export interface StreamRoute {
  readonly name: string
  readonly prefix: ArchiveStream
}

export interface SourceOptions {
  readonly client: KinesisClient
  readonly writer: ArchiveWriter
  readonly checkpoints: Checkpoints
  readonly problems: Problems
  readonly gate: Gate
  readonly pace: PaceOptions
  readonly keepGzip: boolean
  readonly say: (line: string) => void
  /** Aborts when nothing more is to be read. */
  readonly signal: AbortSignal
}

/** One stream on its way into the archive. */
export interface Source {
  /** Resolves when nothing is read any more. */
  readonly stopped: Promise<void>
  readonly status: () => StreamStatus
}

/** Shards are asked for again so often while there is none to read. */
const listMs = 1000

export function startSource({ name, prefix }: StreamRoute, options: SourceOptions): Source {
  const { client, writer, checkpoints, problems, say, signal } = options
  const counts = createCounts()
  const where = `stream ${name}`
  const isNews = oncePerShard()
  const troubles = createTroubles((problem) => problems.set(where, problem))
  const reader = startStreamReader({
    ...options,
    stream: name,
    calls: createCalls(client, { stream: name, signal }),
    keepTrying: (call) =>
      keepTrying(call, {
        signal,
        random: Math.random,
        onProblem: (problem) => troubles.set(call, problem),
        onThrottled: () => (counts.throttled += 1),
        onRetry: () => (counts.retries += 1),
      }).finally(() => troubles.forget(call)),
    intake: (checkpoint) =>
      createIntake({
        stream: name,
        prefix,
        writer,
        checkpoint,
        counts,
        keepGzip: options.keepGzip,
        now: Date.now,
        onBad({ message }, shardId) {
          // Each is counted and kept; a line for each would drown everything else.
          if (isNews(shardId)) say(`${where}, ${shardId}: ${message}; see errors/processing-failed`)
        },
      }),
    room: () => orAborted(writer.room(), signal),
    onSkipped(shardId) {
      counts.skipped += 1
      say(`${where}, ${shardId}: not there any more; read from the oldest record on`)
    },
    onRenewed: () => say(`${where}: it is another one than before; read from the oldest record on`),
    onBroken(error) {
      const isGone = kindOf(error) === 'gone'
      problems.set(where, isGone ? 'there is no such stream' : explainRead(error))
    },
    checkpoints,
    listMs,
  })
  return {
    stopped: reader.stopped,
    status() {
      const shards = reader.shards()
      const problem = problems.get(where) ?? null
      return { stream: name, prefix, ...counts, shards, behindMs: greatestOf(shards), problem }
    },
  }
}

/** The answer to one call says nothing of another: the trouble is over when no call has any. */
function createTroubles(tell: (problem: string | undefined) => void) {
  const troubles = new Map<unknown, string>()
  return {
    set(call: unknown, problem: string | undefined) {
      if (problem === undefined) troubles.delete(call)
      else troubles.set(call, problem)
      tell([...troubles.values()][0])
    },
    forget: (call: unknown) => troubles.delete(call),
  }
}

function greatestOf(shards: readonly ShardStatus[]): number | null {
  const known = shards.map(({ behindMs }) => behindMs).filter((ms) => ms !== null)
  return known.length > 0 ? Math.max(...known) : null
}

function oncePerShard(): (shardId: string) => boolean {
  const told = new Set<string>()
  return (shardId) => !told.has(shardId) && told.add(shardId).has(shardId)
}
