import type { Delivery, Sink } from './sink.ts'

export interface MemorySink extends Sink {
  /** The latest lines of a stream, oldest first. */
  lines(stream: Delivery['stream']): readonly string[]
}

/** Keeps what it is given, for tests: all of it, or the latest `most` lines of each stream. */
export function createMemorySink({ most = Infinity }: { most?: number } = {}): MemorySink {
  const kept: Record<Delivery['stream'], string[]> = { events: [], rejected: [] }
  let closed = false
  return {
    name: 'memory',
    start: () => Promise.resolve([]),
    deliver({ stream, bytes, ends }) {
      if (closed) return Promise.reject(new Error('the sink is closed'))
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      let from = 0
      for (const end of ends) {
        kept[stream].push(text.toString('utf8', from, end - 1))
        from = end
      }
      if (kept[stream].length > most) kept[stream].splice(0, kept[stream].length - most)
      return Promise.resolve()
    },
    lines: (stream) => kept[stream],
    health: () => ({ state: closed ? 'down' : 'ready' }),
    flush() {},
    close() {
      closed = true
      return Promise.resolve()
    },
  }
}
