import {
  type ArchiveStore,
  type ArchiveWriter,
  type ArchiveWriterOptions,
  createArchiveWriter,
  WriterClosedError,
} from '@weir/archive'
import { SinkClosedError } from './sink.ts'
import type { Sink } from './sink.ts'

export interface ArchiveSinkOptions extends Omit<ArchiveWriterOptions, 'store'> {
  /** Opens the archive, when the sink starts or is first given something. */
  readonly open: () => Promise<ArchiveStore>
  /** The time of arrival. Default: now. */
  readonly arrivedAt?: (() => Date) | undefined
}

/** A file closes when so much has arrived since it was opened, whatever stream that was for. */
const usualSpanBytes = 16 * 1024 * 1024

interface Opened {
  readonly store: ArchiveStore
  readonly writer: ArchiveWriter
}

/** Delivers to an archive on this machine or in S3, with no stream in between. */
export function createArchiveSink(options: ArchiveSinkOptions): Sink {
  const { open, arrivedAt = () => new Date(), spanBytes = usualSpanBytes, ...rest } = options
  let opening: Promise<Opened> | undefined
  let opened: Opened | undefined
  let isClosed = false

  const get = (): Promise<Opened> => {
    opening ??= open().then((store) => {
      opened = { store, writer: createArchiveWriter({ ...rest, spanBytes, store }) }
      return opened
    })
    return opening
  }
  return {
    name: 'archive',
    maxLineBytes: Number.POSITIVE_INFINITY,
    // Twice: a file of rejected events that waits for company must not hold back the events that
    // came with them.
    keepsRejected: true,
    underWayBytes: 2 * spanBytes,
    async start() {
      const { store } = await get()
      const { problems, removed } = await store.prepare()
      const lines = problems.map((why) => `cannot write the archive in ${store.location}: ${why}`)
      if (removed === 0) return lines
      return [...lines, `removed ${removed} half-written files of a process that was killed`]
    },
    async deliver({ stream, bytes, ends }, signal) {
      const { writer } = await get()
      if (isClosed) throw new SinkClosedError()
      signal?.throwIfAborted()
      try {
        const lines = { bytes, count: ends.length }
        await writer.append(stream, lines, { arrivedAt: arrivedAt(), signal })
      } catch (error) {
        throw error instanceof WriterClosedError ? new SinkClosedError() : error
      }
    },
    health() {
      const problem = opened?.writer.stats().problem
      return problem === undefined ? { state: 'ready' } : { state: 'degraded', reason: problem }
    },
    flush() {
      // Who drains goes on delivering what is in its spool: none of that may wait for company.
      opened?.writer.hurry()
      void opened?.writer.flush()
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await opening?.catch(() => {})
      await opened?.writer.close()
      await opened?.store.close()
    },
  }
}
