import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import type { Delivery, Sink } from '../../src/sinks/sink.ts'

export interface HeldSink extends Sink {
  release(): void
  readonly lines: () => readonly string[]
}

/** A sink that confirms nothing until it is told to. */
export function heldSink(): HeldSink {
  const memory = createMemorySink({ maxLines: 1_000_000 })
  const waiting: (() => void)[] = []
  let held = true
  return {
    ...memory,
    async deliver(delivery: Delivery, signal?: AbortSignal) {
      if (held) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          signal?.addEventListener('abort', () => reject(new Error('aborted')))
        })
      }
      await memory.deliver(delivery)
    },
    release() {
      held = false
      for (const go of waiting.splice(0)) go()
    },
    lines: () => memory.events,
  }
}
