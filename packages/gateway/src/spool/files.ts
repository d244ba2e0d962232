/** One open file. After a failed write or sync the spool closes it and never uses it again. */
export interface OpenFile {
  /** Writes all of the buffers at this offset or fails; durable on return if opened `durable`. */
  write(buffers: readonly Uint8Array[], offset: number): Promise<void>
  /** Returns how many bytes there were, fewer than asked for only at the end of the file. */
  read(target: Uint8Array, offset: number): Promise<number>
  sync(): Promise<void>
  size(): Promise<number>
  close(): Promise<void>
}

export interface DirectoryLock {
  release(): Promise<void>
}

/** Everything the spool asks of a file system. */
export interface Files {
  /** With its ancestors, each of them durable. */
  makeDirectory(path: string): Promise<void>
  list(path: string): Promise<readonly { name: string; isDirectory: boolean }[]>
  /** `create` fails when the file exists; `durable` writes return only when on the disk. */
  open(path: string, access: 'create' | 'durable' | 'read'): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  removeDirectory(path: string): Promise<void>
  syncDirectory(path: string): Promise<void>
  /** Fails with `locked` while another owner lives, in this process or another. */
  lock(directory: string): Promise<DirectoryLock>
}
