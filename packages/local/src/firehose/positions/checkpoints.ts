import type { CheckpointFile, Positions } from './checkpoint-file.ts'

/** In place of a sequence number: the shard is closed and archived to its end. */
export const shardEnd = 'SHARD_END'

/** How far one stream is archived. */
export interface StreamCheckpoint {
  readonly get: (shardId: string) => string | undefined
  /**
   * The shard is archived up to here once `stored` resolves, and everything told before. Nothing of
   * a shard moves any more once one of its records was not stored.
   */
  readonly advance: (shardId: string, position: string, stored: Promise<unknown>) => void
  /** Forgets the shards that the stream has no more. */
  readonly keepOnly: (shardIds: readonly string[]) => void
}

export interface Checkpoints {
  /** Starts over when the stream is not the one that the positions are of. */
  readonly open: (
    stream: string,
    createdMs: number,
  ) => { readonly checkpoint: StreamCheckpoint; readonly isNew: boolean }
  /** Resolves when every position that may move has moved and is saved. */
  readonly settled: () => Promise<void>
}

interface OpenStream {
  readonly createdMs: number
  readonly shards: Record<string, string>
}

/** Saves one state after the other, leaving out those that were replaced meanwhile. */
function createSaver(save: () => Promise<void>, onProblem: (line: string | undefined) => void) {
  let isDirty = false
  let saving: Promise<void> | undefined
  const run = async (): Promise<void> => {
    try {
      while (isDirty) {
        isDirty = false
        await save()
        onProblem(undefined)
      }
    } catch (error) {
      // The next position, or the end, brings the next attempt; until then a restart reads more again.
      isDirty = true
      onProblem(error instanceof Error ? error.message : String(error))
    }
    saving = undefined
  }
  return {
    soon() {
      isDirty = true
      saving ??= run()
    },
    /** What could not be saved before is tried once more. */
    async finish() {
      await saving
      if (isDirty) await (saving ??= run())
    },
  }
}

/** Keeps positions that only ever move behind what is stored for good. */
export async function openCheckpoints(
  file: CheckpointFile,
  onProblem: (line: string | undefined) => void,
): Promise<Checkpoints> {
  const streams = new Map<string, OpenStream>()
  for (const [stream, { createdMs, shards }] of Object.entries(await file.load())) {
    streams.set(stream, { createdMs, shards: { ...shards } })
  }
  const toJson = (): Positions => Object.fromEntries(streams)
  const saver = createSaver(() => file.save(toJson()), onProblem)
  const moving = new Set<Promise<void>>()

  const createCheckpoint = (open: OpenStream): StreamCheckpoint => {
    const tails = new Map<string, Promise<unknown>>()
    const move = async (shardId: string, position: string, after: Promise<unknown>[]) => {
      await Promise.all(after)
      open.shards[shardId] = position
      saver.soon()
    }
    return {
      get: (shardId) => open.shards[shardId],
      advance(shardId, position, stored) {
        const before = tails.get(shardId) ?? Promise.resolve()
        const moved = move(shardId, position, [before, stored])
        tails.set(shardId, moved)
        const done = moved
          .catch(() => {}) // not stored, as the writer was closed: it is read again
          .finally(() => moving.delete(done))
        moving.add(done)
      },
      keepOnly(shardIds) {
        const kept = new Set(shardIds)
        for (const shardId of Object.keys(open.shards)) {
          if (!kept.has(shardId)) delete open.shards[shardId]
        }
      },
    }
  }
  return {
    open(stream, createdMs) {
      const known = streams.get(stream)
      const isNew = known?.createdMs !== createdMs
      const open = known === undefined || isNew ? { createdMs, shards: {} } : known
      streams.set(stream, open)
      return { checkpoint: createCheckpoint(open), isNew: known !== undefined && isNew }
    },
    async settled() {
      await Promise.all(moving)
      await saver.finish()
    },
  }
}
