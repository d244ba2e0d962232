import { systemClock, type Clock } from './clock.ts'
import { backoffMs } from './backoff.ts'
import { pause } from './pause.ts'
import { SinkClosedError } from './sink.ts'
import type { Delivery, Sink, StreamName } from './sink.ts'

/** Lines as a delivery brings them. */
export type Lines = Pick<Delivery, 'bytes' | 'ends'>

/** What writes the archive; it belongs to another package. */
export interface ArchiveWriter {
  /** Resolves when the lines are stored for good. The arrival time chooses the partition. */
  readonly append: (stream: StreamName, lines: Lines, arrivedAt: Date) => Promise<void>
  /** Writes what is buffered, now. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface ArchiveSinkOptions {
  readonly writer: ArchiveWriter
  readonly clock?: Clock | undefined
  /** For backoff. Default: Math.random. */
  readonly random?: (() => number) | undefined
  /** The time of arrival. Default: now. */
  readonly arrivedAt?: (() => Date) | undefined
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Delivers to an archive on this machine or in S3, with no stream in between. */
export function createArchiveSink(options: ArchiveSinkOptions): Sink {
  const { writer, clock = systemClock, random = Math.random } = options
  const { arrivedAt = () => new Date() } = options
  const closed = new AbortController()
  let problem: string | undefined

  const keepTrying = async (delivery: Delivery, signal: AbortSignal): Promise<void> => {
    for (let attempt = 0; ; attempt++) {
      signal.throwIfAborted()
      try {
        await writer.append(delivery.stream, delivery, arrivedAt())
        problem = undefined
        return
      } catch (error) {
        problem = `the archive cannot be written (${messageOf(error)})`
        await pause(clock, backoffMs(attempt, random), signal)
      }
    }
  }
  // One after the other, so that a delivery that has to be tried again is not overtaken.
  const before: Record<StreamName, Promise<unknown>> = {
    events: Promise.resolve(),
    rejected: Promise.resolve(),
  }
  return {
    name: 'archive',
    maxLineBytes: Number.POSITIVE_INFINITY,
    start: () => Promise.resolve([]),
    async deliver(delivery, signal) {
      closed.signal.throwIfAborted()
      signal?.throwIfAborted()
      if (delivery.ends.length === 0) return
      const either = signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal])
      const done = before[delivery.stream].then(() => keepTrying(delivery, either))
      before[delivery.stream] = done.catch(() => {})
      await done
    },
    health: () =>
      problem === undefined ? { state: 'ready' } : { state: 'degraded', reason: problem },
    flush() {
      writer.flush().catch((error: unknown) => {
        problem = `the archive cannot be written (${messageOf(error)})`
      })
    },
    async close() {
      if (closed.signal.aborted) return
      closed.abort(new SinkClosedError())
      await writer.close()
    },
  }
}
