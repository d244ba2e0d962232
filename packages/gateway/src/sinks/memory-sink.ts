import { SinkClosedError } from './sink.ts'
import type { Delivery, Sink, StreamName } from './sink.ts'

export interface MemorySinkOptions {
  /** The latest lines that are kept, for each stream. Default: 1,000. */
  readonly maxLines?: number | undefined
}

/** Keeps the latest lines in this process: for tests and the console. Nothing survives it. */
export interface MemorySink extends Sink {
  /** Oldest first, without their newlines. */
  readonly events: readonly string[]
  readonly rejected: readonly string[]
  /** Forgets all lines. */
  readonly clear: () => void
}

function keep(kept: string[], { bytes, ends }: Delivery, maxLines: number): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = Math.max(0, ends.length - maxLines)
  let start = ends[first - 1] ?? 0
  for (const end of ends.subarray(first)) {
    kept.push(text.toString('utf8', start, end - 1))
    start = end
  }
  if (kept.length > maxLines) kept.splice(0, kept.length - maxLines)
}

export function createMemorySink({ maxLines = 1000 }: MemorySinkOptions = {}): MemorySink {
  const kept: Record<StreamName, string[]> = { events: [], rejected: [] }
  let closed = false
  return {
    name: 'memory',
    maxLineBytes: Number.POSITIVE_INFINITY,
    keepsRejected: true,
    underWayBytes: 6 * 1024 * 1024,
    get events() {
      return kept.events
    },
    get rejected() {
      return kept.rejected
    },
    clear() {
      kept.events = []
      kept.rejected = []
    },
    start: () => Promise.resolve([]),
    async deliver(delivery, signal) {
      if (closed) throw new SinkClosedError()
      signal?.throwIfAborted()
      keep(kept[delivery.stream], delivery, maxLines)
    },
    health: () => ({ state: 'ready' }),
    flush: () => {},
    async close() {
      closed = true
    },
  }
}
