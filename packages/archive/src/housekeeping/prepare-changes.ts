import { rename, unlink } from 'node:fs/promises'
import { ArchiveError } from '../reader/archive-root.ts'
import { createDirectoryStore } from '../stores/directory-store.ts'
import { nodeFiles } from '../stores/node-files.ts'
import { type Changes, syncFile } from './publish-file.ts'

/** The real file system. */
export const nodeChanges: Changes = {
  makeDirectory: nodeFiles.makeDirectory,
  rename,
  remove: unlink,
  syncDirectory: nodeFiles.syncDirectory,
  sync: syncFile,
}

/** Looks whether an archive can be changed, and clears away what killed processes left half-written. */
export async function prepareChanges(root: string): Promise<void> {
  const store = createDirectoryStore({ root })
  const { problems } = await store.prepare()
  await store.close()
  if (problems.length > 0) throw new ArchiveError(`${root}: ${problems.join('; ')}`)
}
