import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Files } from '../stores/files.ts'
import { temporaryName } from '../stores/temporary-name.ts'

/** What changes an archive needs of a file system, so that a test can fail it. */
export interface Changes extends Pick<
  Files,
  'makeDirectory' | 'rename' | 'remove' | 'syncDirectory'
> {
  readonly sync: (path: string) => Promise<void>
}

/** Flushes a file that somebody else has written. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Where a file of an archive is written before it is whole: on the same file system, out of sight. */
export const placeToWrite = (root: string, path: string): string =>
  join(root, '.writing', temporaryName(basename(path)))

/** Puts a finished file in its place, for good, in place of what was there. All or nothing. */
export async function publishFile(changes: Changes, from: string, to: string): Promise<void> {
  await changes.sync(from)
  await changes.makeDirectory(dirname(to))
  await changes.rename(from, to)
  await changes.syncDirectory(dirname(to))
}
