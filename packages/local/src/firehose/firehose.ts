import {
  type ArchiveStore,
  type ArchiveWriter,
  type Compression,
  createArchiveWriter,
  openStore,
} from '@weir/archive'
import { lockDirectory } from '../lock-directory.ts'
import { within } from './pause.ts'
import { createCheckpointFile } from './positions/checkpoint-file.ts'
import { type Checkpoints, openCheckpoints } from './positions/checkpoints.ts'
import { createProblems, type Problems } from './problems.ts'
import { createGate } from './read/gate.ts'
import { createClient } from './read/kinesis-calls.ts'
import type { PaceOptions } from './read/pace.ts'
import { startSource, type StreamRoute } from './source.ts'
import { createFileLog, type FileLog, type FirehoseStatus } from './status.ts'

export interface FirehoseOptions {
  readonly streams: readonly StreamRoute[]
  /** A directory, or `s3://bucket/prefix`. */
  readonly archive: string
  /** The directory where positions are kept. */
  readonly state: string
  /** Of Kinesis, on this machine. Default: as the SDK's own variables say. */
  readonly endpoint?: string | undefined
  /** Default: 5 MiB, as Firehose's. */
  readonly fileBytes?: number | undefined
  /** Default: 300,000, as Firehose's. In milliseconds. */
  readonly ageMs?: number | undefined
  /** Read and not stored, before compression: beyond it, nothing more is read. Default: 64 MiB. */
  readonly maxBufferedBytes?: number | undefined
  /** Default: gzip. */
  readonly compression?: Compression | undefined
  /** Default: 4 reads a second of a shard while there is more, 1 a second otherwise. */
  readonly pace?: PaceOptions | undefined
  /** How long a drain may take, in milliseconds. Default: 20,000. */
  readonly drainMs?: number | undefined
  /** One line for a person whenever something is wrong, or is no more. */
  readonly say: (line: string) => void
}

/** A Firehose for one machine: from Kinesis streams into the archive. */
export interface Firehose {
  readonly status: () => FirehoseStatus
  /** Reads no more, and stores what it has read. False when time is up: the rest is read again. */
  readonly drain: () => Promise<boolean>
}

/** Answers of up to 10 MiB that are held at once, beside what the writer holds. */
const readsAtOnce = 2

/** What a Firehose stands on, once its directories are open. */
interface Opened {
  readonly store: ArchiveStore
  readonly writer: ArchiveWriter
  readonly checkpoints: Checkpoints
  readonly problems: Problems
  readonly log: FileLog
}

async function open(options: FirehoseOptions): Promise<Opened> {
  const { say } = options
  const problems = createProblems(say)
  const log = createFileLog(Date.now)
  const store = await openStore(options.archive)
  const { problems: found, removed } = await store.prepare()
  for (const why of found) say(`cannot write to ${store.location}: ${why}`)
  if (removed > 0) say(`removed ${removed} half-written files of a process that was killed`)
  const file = createCheckpointFile(options.state, say)
  const checkpoints = await openCheckpoints(file, (problem) => problems.set('positions', problem))
  const writer = createArchiveWriter({
    store,
    fileBytes: options.fileBytes,
    ageMs: options.ageMs,
    maxBufferedBytes: options.maxBufferedBytes,
    compression: options.compression,
    onStored: log.add,
    onProblem: (problem) => problems.set('archive', problem),
  })
  return { store, writer, checkpoints, problems, log }
}

/** Starts reading. Whatever is missing or unreachable is told, and waited for. */
export async function startFirehose(options: FirehoseOptions): Promise<Firehose> {
  const unlock = await lockDirectory(options.state, 'firehose.lock')
  const opened = await open(options).catch(async (error: unknown) => {
    await unlock()
    throw error
  })
  const { store, writer, checkpoints, problems, log } = opened
  const stopping = new AbortController()
  const client = createClient(options.endpoint)
  const gate = createGate(readsAtOnce)
  const sources = options.streams.map((route) =>
    startSource(route, {
      ...opened,
      client,
      gate,
      pace: options.pace ?? { busyMs: 250, idleMs: 1000 },
      keepGzip: options.compression !== 'zstd',
      say: options.say,
      signal: stopping.signal,
    }),
  )
  const settle = async (): Promise<void> => {
    await Promise.all(sources.map(({ stopped }) => stopped))
    await writer.flush()
    await checkpoints.settled()
  }
  return {
    status: () => ({
      status: stopping.signal.aborted ? 'draining' : 'running',
      archive: store.location,
      streams: sources.map((source) => source.status()),
      stored: log.stored,
      files: log.files,
      bufferedBytes: writer.stats().bufferedBytes,
      failures: writer.stats().failures,
      problem: problems.get('archive') ?? problems.get('positions') ?? null,
    }),
    async drain() {
      stopping.abort(new Error('the Firehose stops'))
      const inTime = await within(settle(), options.drainMs ?? 20_000)
      await writer.close()
      await checkpoints.settled()
      await store.close()
      client.destroy()
      await unlock()
      return inTime
    },
  }
}
