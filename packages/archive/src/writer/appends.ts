import type { ArchivePrefix } from '../layout/partition.ts'
import type { Batch, Chunk, Lines } from './batch.ts'
import type { Batches } from './batches.ts'
import type { Room } from './room.ts'

/** Thrown by `append` for what was not stored when the writer was closed. */
export class WriterClosedError extends Error {
  override readonly name = 'WriterClosedError'
  constructor() {
    super('the archive writer is closed')
  }
}

export interface Append {
  readonly prefix: ArchivePrefix
  readonly lines: Lines
  readonly arrivedAt: Date
  readonly signal?: AbortSignal | undefined
}

/** The answer stops listening. */
function onAbort(signal: AbortSignal | undefined, run: (reason: unknown) => void): () => void {
  const listen = (): void => run(signal?.reason)
  signal?.addEventListener('abort', listen, { once: true })
  return () => signal?.removeEventListener('abort', listen)
}

type Settle = Pick<Chunk, 'resolve' | 'reject'>

/** The appends that are not settled yet: those that wait for room, and those in a batch. */
export interface Appends {
  readonly add: (append: Append) => Promise<void>
  /** Resolves when there is room, or never will be. */
  readonly room: () => Promise<void>
  readonly flush: () => Promise<void>
}

export function createAppends({ room, batches }: { room: Room; batches: Batches }): Appends {
  const unsettled = new Set<Promise<void>>()
  let flushes = 0

  const place = (chunk: Chunk, append: Append): Batch => {
    const batch = batches.add(chunk, append)
    // Who waits for room, or for the end of a flush, waits for every batch.
    if (flushes > 0 || room.isShort()) batches.flush()
    return batch
  }
  const admit = (append: Append, settle: Settle): (() => void) => {
    const bytes = append.lines.bytes.length
    const chunk: Chunk = { lines: append.lines, isGivenUp: false, ...settle }
    let batch: Batch | undefined
    const taken = (): void => {
      batch = place(chunk, append)
    }
    const refused = (): void => settle.reject(new WriterClosedError())
    const waits = room.take(bytes) ? taken() : room.wait({ bytes, taken, refused })
    if (room.isShort()) batches.flush()
    return () => {
      chunk.isGivenUp = true
      if (batch === undefined) return waits?.()
      // What is being written keeps its room until the file is settled.
      if (batch.state === 'closed' || !batch.chunks.delete(chunk)) return
      batch.bytes -= bytes
      room.free(bytes)
    }
  }
  return {
    async add({ signal, ...append }) {
      const { promise, ...settle } = Promise.withResolvers<void>()
      const giveUp = admit(append, settle)
      const stopListening = onAbort(signal, (reason) => {
        giveUp()
        settle.reject(reason)
      })
      unsettled.add(promise)
      try {
        await promise
      } finally {
        unsettled.delete(promise)
        stopListening()
      }
    },
    async room() {
      if (room.take(0)) return
      await new Promise<void>((resolve) => {
        room.wait({ bytes: 0, taken: resolve, refused: resolve })
        batches.flush()
      })
    },
    async flush() {
      flushes += 1
      batches.flush()
      await Promise.allSettled(unsettled)
      flushes -= 1
    },
  }
}
