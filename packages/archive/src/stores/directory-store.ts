import { basename, dirname, join, resolve } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import type { Files, NewFile } from './files.ts'
import { nodeFiles } from './node-files.ts'
import type { ArchiveStore, PendingFile, Prepared } from './store.ts'
import { isStale, temporaryName } from './temporary-name.ts'

export interface DirectoryStoreOptions {
  readonly root: string
  /** Default: the real file system. */
  readonly files?: Files | undefined
}

/**
 * Half-written files lie here, below the root so that a rename stays within one file system, and out
 * of every partition so that one look finds those that a crash left.
 */
const writingFolder = '.writing'

/** Being written by this process now, whichever store of it writes them. */
const ours = new Set<string>()

/** Keeps an archive in a directory: temporary name, fsync, rename, fsync of the directory. */
export function createDirectoryStore(options: DirectoryStoreOptions): ArchiveStore {
  const { files = nodeFiles } = options
  const root = resolve(options.root)
  const writing = join(root, writingFolder)
  return {
    location: root,
    async prepare() {
      try {
        return await prepare(files, writing)
      } catch (error) {
        return { problems: [explainFailure(error)], removed: 0 }
      }
    },
    async create(path) {
      const name = temporaryName(basename(path))
      const temporary = join(writing, name)
      ours.add(name)
      try {
        await files.makeDirectory(writing)
        const file = await files.create(temporary)
        return pending(files, { file, name, temporary, target: join(root, path) })
      } catch (error) {
        ours.delete(name)
        throw error
      }
    },
    close: () => Promise.resolve(),
  }
}

async function prepare(files: Files, writing: string): Promise<Prepared> {
  await files.makeDirectory(writing)
  let removed = 0
  for (const name of await files.list(writing)) {
    if (!isStale(name, (each) => ours.has(each))) continue
    await files.remove(join(writing, name))
    removed += 1
  }
  await probe(files, join(writing, temporaryName('probe')))
  return { problems: [], removed }
}

/** A directory that is there may not be written to, and a full disk still takes an empty file. */
async function probe(files: Files, path: string): Promise<void> {
  const file = await files.create(path)
  try {
    await file.write(Buffer.alloc(1))
    await file.sync()
  } finally {
    await file.close()
    await files.remove(path)
  }
}

interface Place {
  readonly file: NewFile
  readonly name: string
  readonly temporary: string
  readonly target: string
}

function pending(files: Files, { file, name, temporary, target }: Place): PendingFile {
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await file.close()
  }
  return {
    write: file.write,
    async commit() {
      await file.sync()
      await close()
      await files.makeDirectory(dirname(target))
      await files.rename(temporary, target)
      ours.delete(name)
      await files.syncDirectory(dirname(target))
    },
    async abort() {
      await close().catch(() => {})
      // What cannot be removed now is removed by the next start, once this process is gone.
      await files.remove(temporary).catch(() => {})
      ours.delete(name)
    },
  }
}
