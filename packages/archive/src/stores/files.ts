/** A new file, written from its beginning to its end. */
export interface NewFile {
  /** Writes all of the chunk or fails. */
  readonly write: (chunk: Uint8Array) => Promise<void>
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Everything that a directory store asks of a file system, so that a test can fail it. */
export interface Files {
  /** With its ancestors, each of them durable. */
  readonly makeDirectory: (path: string) => Promise<void>
  readonly list: (path: string) => Promise<readonly string[]>
  /** Fails when the file exists. */
  readonly create: (path: string) => Promise<NewFile>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  readonly syncDirectory: (path: string) => Promise<void>
}
