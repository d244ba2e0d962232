import type { ArchivePrefix, StoredFile } from '@weir/archive'

/** What was read from one stream since the start. */
export interface StreamCounts {
  records: number
  events: number
  /** Records, or lines of records, that could not be decoded. */
  undecodable: number
  /** Calls that were refused because the shard was read too often, by whomever. */
  throttled: number
  /** Calls that failed otherwise and were made again. */
  retries: number
  /** Shards whose next record the stream had no more. */
  skipped: number
}

export interface ShardStatus {
  readonly shardId: string
  /** How far it is archived: a sequence number, SHARD_END, or null for nothing yet. */
  readonly archivedTo: string | null
  /** How old the next record was at the last read, in milliseconds; null before the first. */
  readonly behindMs: number | null
}

export interface StreamStatus extends Readonly<StreamCounts> {
  readonly stream: string
  readonly prefix: ArchivePrefix
  /** Of the shards that are read now. */
  readonly shards: readonly ShardStatus[]
  /** The greatest of the shards. */
  readonly behindMs: number | null
  readonly problem: string | null
}

export interface FileStatus extends StoredFile {
  readonly storedAt: string
}

export interface StoredSums {
  files: number
  lines: number
  /** Before compression. */
  bytes: number
  storedBytes: number
}

export interface FirehoseStatus {
  readonly status: 'running' | 'draining'
  readonly archive: string
  readonly streams: readonly StreamStatus[]
  /** Files that were stored since the start, by prefix. */
  readonly stored: Readonly<Partial<Record<ArchivePrefix, StoredSums>>>
  /** The latest first. */
  readonly files: readonly FileStatus[]
  /** Read and not stored yet, before compression. */
  readonly bufferedBytes: number
  /** Attempts to write a file that failed. */
  readonly failures: number
  /** Why files, or positions, cannot be written. */
  readonly problem: string | null
}

export const createCounts = (): StreamCounts => ({
  records: 0,
  events: 0,
  undecodable: 0,
  throttled: 0,
  retries: 0,
  skipped: 0,
})

const keptFiles = 50

/** Remembers what was stored, for the status. */
export interface FileLog extends Pick<FirehoseStatus, 'stored' | 'files'> {
  readonly add: (file: StoredFile) => void
}

export function createFileLog(now: () => number): FileLog {
  const stored: Partial<Record<ArchivePrefix, StoredSums>> = {}
  const files: FileStatus[] = []
  return {
    stored,
    files,
    add(file) {
      const sums = (stored[file.prefix] ??= { files: 0, lines: 0, bytes: 0, storedBytes: 0 })
      sums.files += 1
      sums.lines += file.lines
      sums.bytes += file.bytes
      sums.storedBytes += file.storedBytes
      files.unshift({ ...file, storedAt: new Date(now()).toISOString() })
      files.splice(keptFiles)
    },
  }
}
