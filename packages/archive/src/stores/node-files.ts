import { constants, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Files } from './files.ts'

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/**
 * A new directory exists for good only when its parent knows it, all the way up. Level by level, as
 * a recursive mkdir says ENOENT where the file system is read-only.
 */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT') throw error
    await makeDirectory(dirname(path))
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again
    })
  }
  await syncDirectory(dirname(path))
}

/** The real file system. */
export const nodeFiles: Files = {
  makeDirectory,
  list: (path) => readdir(path),
  async create(path) {
    const handle = await open(path, 'wx', 0o640)
    return {
      write: (chunk) => handle.writeFile(chunk),
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  rename,
  remove: unlink,
  syncDirectory,
}
