import { pause } from '../pause.ts'
import { type Checkpoints, shardEnd, type StreamCheckpoint } from '../positions/checkpoints.ts'
import type { ShardStatus } from '../status.ts'
import { readShard, type ShardReadOptions } from './read-shard.ts'
import { readableShards } from './shard-plan.ts'

type Reading = Omit<ShardReadOptions, 'shardId' | 'after' | 'take' | 'onRead' | 'signal'>

export interface StreamReadOptions extends Reading {
  readonly stream: string
  readonly checkpoints: Checkpoints
  /** What takes the records, behind this checkpoint. */
  readonly intake: (checkpoint: StreamCheckpoint) => ShardReadOptions['take']
  /** The stream is another one than before: it is read from its oldest record. */
  readonly onRenewed: () => void
  /** There is no such stream, it is gone, or something went wrong that nobody has foreseen. */
  readonly onBroken: (error: unknown) => void
  /** Shards are asked for again so often, while none is to be read. In milliseconds. */
  readonly listMs: number
  readonly signal: AbortSignal
}

/** Reads every shard of a stream, parents before their children, until the signal aborts. */
export interface StreamReader {
  /** Resolves when nothing is read any more. */
  readonly stopped: Promise<void>
  readonly shards: () => readonly ShardStatus[]
}

export function startStreamReader(options: StreamReadOptions): StreamReader {
  const { calls, keepTrying, signal } = options
  const behind = new Map<string, number | undefined>()
  let checkpoint: StreamCheckpoint | undefined

  const readOnce = async (): Promise<void> => {
    const opened = options.checkpoints.open(options.stream, await keepTrying(calls.createdMs))
    checkpoint = opened.checkpoint
    if (opened.isNew) options.onRenewed()
    behind.clear()
    await readShards({ ...options, checkpoint, behind })
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await readOnce()
      } catch (error) {
        if (signal.aborted) return
        options.onBroken(error)
        await pause(options.listMs, signal).catch(() => {})
      }
    }
  }
  return {
    stopped: run(),
    shards: () =>
      [...behind].map(([shardId, behindMs]) => ({
        shardId,
        archivedTo: checkpoint?.get(shardId) ?? null,
        behindMs: behindMs ?? null,
      })),
  }
}

interface Round extends StreamReadOptions {
  readonly checkpoint: StreamCheckpoint
  readonly behind: Map<string, number | undefined>
}

/** Until the signal aborts, or the stream is found to be gone: then the other shards are left too. */
async function readShards(round: Round): Promise<never> {
  const { calls, keepTrying, checkpoint, behind, listMs } = round
  const leaving = new AbortController()
  const signal = AbortSignal.any([round.signal, leaving.signal])
  const take = round.intake(checkpoint)
  const ended = new Set<string>()
  const active = new Map<string, Promise<void>>()

  const start = async (shardId: string): Promise<void> => {
    behind.set(shardId, undefined)
    const after = checkpoint.get(shardId)
    const onRead = (id: string, behindMs: number): void => void behind.set(id, behindMs)
    await readShard({ ...round, shardId, after, take, onRead, signal })
    // Its last records may not be stored yet; the position follows them.
    checkpoint.advance(shardId, shardEnd, Promise.resolve())
    ended.add(shardId)
    behind.delete(shardId)
    active.delete(shardId)
  }
  try {
    for (;;) {
      signal.throwIfAborted()
      const shards = await keepTrying(calls.shards)
      checkpoint.keepOnly(shards.map(({ id }) => id))
      const isDone = (id: string) => ended.has(id) || checkpoint.get(id) === shardEnd
      for (const id of readableShards(shards, isDone)) {
        if (!active.has(id)) active.set(id, start(id))
      }
      // A closed shard has children by then; where none is to be read, the stream is being made.
      await (active.size > 0 ? Promise.race(active.values()) : pause(listMs, signal))
    }
  } finally {
    leaving.abort()
    await Promise.allSettled(active.values())
  }
}
