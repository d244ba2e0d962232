/** A file on its way into an archive. Nobody sees any of it before `commit`. */
export interface PendingFile {
  /** The chunk belongs to the file from here on. */
  readonly write: (chunk: Uint8Array) => Promise<void>
  /** Resolves when the whole file is there, for good. After a rejection it may be there or not. */
  readonly commit: () => Promise<void>
  /** Leaves nothing half-written behind, as far as that can still be done. Never rejects. */
  readonly abort: () => Promise<void>
}

/** What was found when a store was made ready. */
export interface Prepared {
  /** One line for a person for each thing that keeps it from being written. */
  readonly problems: readonly string[]
  /** Half-written files of dead processes that were removed. */
  readonly removed: number
}

/** Where an archive is kept. A file appears when it is whole, and never before. */
export interface ArchiveStore {
  /** For people: the directory, or `s3://bucket/prefix`. */
  readonly location: string
  /** Makes it ready and looks whether it can be written. Never rejects. */
  readonly prepare: () => Promise<Prepared>
  /**
   * Begins a file; `path` is from the root of the archive. What can wait for long, such as a request,
   * ends when `signal` aborts, and the file fails.
   */
  readonly create: (path: string, signal?: AbortSignal) => Promise<PendingFile>
  readonly close: () => Promise<void>
}
