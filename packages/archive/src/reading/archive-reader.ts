import { tmpdir } from 'node:os'
import { explainFailure } from '../stores/explain-failure.ts'
import { countOf } from './count-of.ts'
import { createFileCounts } from './file-counts.ts'
import { findRoot } from './find-root.ts'
import { fileStreams, listFiles } from './list-files.ts'
import type {
  Answers,
  FilesAnswer,
  FilesQuery,
  Question,
  ReportsAnswer,
  ReportsQuery,
  SessionsAnswer,
  SessionsQuery,
  TimelineAnswer,
  TimelineQuery,
} from './queries.ts'
import { createQuestioner } from './questioner.ts'
import { ReadingError } from './reading-error.ts'

export interface ArchiveReaderOptions {
  /** The folder of the archive. It need not be there yet. */
  readonly location: string
  /** What DuckDB may take, as it writes sizes. Default: 512MB. */
  readonly memory?: string | undefined
  /** Default: 1, which leaves the other cores to who reads. */
  readonly threads?: number | undefined
  /** How long a question may take, the wait for others included, in milliseconds. Default: 15,000. */
  readonly timeLimitMs?: number | undefined
  /** Questions that may wait. Default: 16. */
  readonly mostWaiting?: number | undefined
  /** How long the reading process stays without a question, in milliseconds. Default: 30,000. */
  readonly idleMs?: number | undefined
  /** Where what does not fit into memory goes meanwhile. Default: the folder of the system. */
  readonly temporary?: string | undefined
}

/**
 * Reads an archive for a program that has other things to do: questions are answered one after the
 * other by a process of low priority, with a limit of memory and time, that starts with the first
 * question and ends when none come. Every method rejects with a {@link ReadingError} and nothing else.
 */
export interface ArchiveReader {
  /** The files that landed last. Cheap: it is answered here, at any time. */
  readonly files: (query?: FilesQuery) => Promise<FilesAnswer>
  /** Reports; several of one question share what was read. */
  readonly reports: (query?: ReportsQuery) => Promise<ReportsAnswer>
  /** The visits that began last. */
  readonly sessions: (query?: SessionsQuery) => Promise<SessionsAnswer>
  /** What one visitor did, page by page. */
  readonly timeline: (query: TimelineQuery) => Promise<TimelineAnswer>
  /** Ends the reading process, and with it every question. */
  readonly close: () => Promise<void>
}

export function createArchiveReader(options: ArchiveReaderOptions): ArchiveReader {
  const { location, memory = '512MB', threads = 1, temporary = tmpdir() } = options
  const questioner = createQuestioner({
    timeLimitMs: options.timeLimitMs ?? 15_000,
    mostWaiting: options.mostWaiting ?? 16,
    idleMs: options.idleMs ?? 30_000,
    process: { location, memory, threads, temporary },
  })
  const ask = <Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
  ): Promise<Answers[Kind]> => questioner.ask(question) as Promise<Answers[Kind]>
  const counts = createFileCounts((keys) => ask<'counts'>({ kind: 'counts', query: { keys } }))
  return {
    async files({ streams = fileStreams, limit } = {}) {
      const unknown = streams.find((stream) => !fileStreams.includes(stream))
      if (unknown !== undefined) {
        throw new ReadingError('invalid_query', `"${unknown}" is none of ${fileStreams.join(', ')}`)
      }
      const wanted = { streams, limit: countOf(limit, 50, 1000) }
      const root = await findRoot(location)
      const { files, hasMore } = await listFiles(root, wanted).catch((error: unknown) => {
        throw new ReadingError('failed', explainFailure(error))
      })
      return { files: counts.of(files), hasMore }
    },
    reports: (query = {}) => ask<'reports'>({ kind: 'reports', query }),
    sessions: (query = {}) => ask<'sessions'>({ kind: 'sessions', query }),
    timeline: (query) => ask<'timeline'>({ kind: 'timeline', query }),
    close: questioner.close,
  }
}
