import type { ArchivePrefix } from '../layout/partition.ts'

/** Lines to store: each one record as newline-terminated JSON, in UTF-8. */
export interface Lines {
  /** All lines, one after the other. Left alone until the append is settled. */
  readonly bytes: Uint8Array
  /** How many lines they are. */
  readonly count: number
  /**
   * `gzip`: the bytes are whole gzip members already and are stored as they are, which only a writer
   * of gzip can do. Default: plain.
   */
  readonly encoding?: 'gzip' | undefined
}

/** The lines of one append, until they are settled. */
export interface Chunk {
  readonly lines: Lines
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
  /** Nobody waits for them any more: whoever brought them may use their memory again. */
  isGivenUp: boolean
}

/** The lines of one file to be: one prefix, one hour. */
export interface Batch {
  readonly prefix: ArchivePrefix
  /** Partition and name: it stays the same when the file has to be written again. */
  readonly path: string
  readonly chunks: Set<Chunk>
  bytes: number
  /** What the writer had taken before it was opened, in bytes. */
  readonly openedAt: number
  /** Open batches take lines; so do due ones, until somebody begins to write them. */
  state: 'open' | 'due' | 'closed'
  readonly cancelTimer: () => void
}

/** A file that is in the archive. */
export interface StoredFile {
  readonly prefix: ArchivePrefix
  /** From the root of the archive. */
  readonly path: string
  readonly lines: number
  /** As the lines came, in bytes. */
  readonly bytes: number
  /** As they are stored, in bytes. */
  readonly storedBytes: number
}
