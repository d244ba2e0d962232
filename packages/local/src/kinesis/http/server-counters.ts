import type { EngineContext } from '../engine/context.ts'

export interface ServerCounts {
  /** Calls by operation. */
  readonly requests: Record<string, number>
  /** Calls refused, by error code. */
  readonly errors: Record<string, number>
  /** Errors that nobody foresaw: defects of this endpoint, the latest last. */
  readonly unexpected: readonly string[]
}

/** Requests and errors since the start, over all streams. */
export interface ServerCounters {
  readonly request: (operation: string, stream: string | undefined) => void
  readonly error: (code: string) => void
  readonly unexpected: (error: unknown) => void
  readonly read: () => ServerCounts
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

export function createServerCounters(engine: EngineContext): ServerCounters {
  const requests = new Map<string, number>()
  const errors = new Map<string, number>()
  let unexpected: readonly string[] = []
  return {
    request(operation, stream) {
      count(requests, operation)
      const counters = stream === undefined ? undefined : engine.streams.get(stream)?.counters
      if (counters !== undefined) {
        counters.requests[operation] = (counters.requests[operation] ?? 0) + 1
      }
    },
    error: (code) => count(errors, code),
    unexpected(error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      unexpected = [...unexpected, text].slice(-100)
    },
    read: () => ({
      requests: Object.fromEntries(requests),
      errors: Object.fromEntries(errors),
      unexpected,
    }),
  }
}
