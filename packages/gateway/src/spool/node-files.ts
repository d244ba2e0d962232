import * as fs from 'node:fs'
import * as fsp from 'node:fs/promises'
import { dirname } from 'node:path'
import { lockDirectory } from './directory-lock.ts'
import type { Files, OpenFile } from './files.ts'

/** Elsewhere O_DSYNC is missing or stops at the drive's cache: there every write is synced. */
const writesThrough = process.platform === 'linux'

async function syncDirectory(path: string): Promise<void> {
  const handle = await fsp.open(path, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * A new directory exists for good only when its parent knows it, all the way up. Level by level: where
 * a file system says ENOENT although the parent exists (/proc, some mounts), the recursive call of Node
 * never ends.
 */
async function makeDirectory(path: string): Promise<void> {
  if (await makeOne(path)) return
  await makeDirectory(dirname(path))
  if (!(await makeOne(path))) await fsp.mkdir(path)
}

/** Returns false if there is nothing to make it in. */
async function makeOne(path: string): Promise<boolean> {
  try {
    await fsp.mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    if (code === 'EEXIST' && (await fsp.stat(path)).isDirectory()) return true
    throw error
  }
  await syncDirectory(dirname(path))
  return true
}

function openFlags(access: 'create' | 'durable' | 'read'): number {
  const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_DSYNC } = fs.constants
  if (access === 'read') return O_RDONLY
  if (access === 'create') return O_RDWR | O_CREAT | O_EXCL
  return writesThrough ? O_RDWR | O_DSYNC : O_RDWR
}

async function openNodeFile(
  path: string,
  access: 'create' | 'durable' | 'read',
): Promise<OpenFile> {
  // A descriptor, not a FileHandle: its calls cost a third less per write.
  const fd = await call<number>((done) => fs.open(path, openFlags(access), 0o640, done))
  const mustSync = access === 'durable' && !writesThrough
  return {
    async write(buffers, offset) {
      const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0)
      const written = await call<number>((done) => fs.writev(fd, buffers, offset, done))
      if (written < total) await writeRest(fd, { buffers, offset, written })
      if (mustSync) await call<void>((done) => fs.fdatasync(fd, done))
    },
    async read(target, offset) {
      let count = 0
      while (count < target.length) {
        const part = await call<number>((done) =>
          fs.read(fd, target, count, target.length - count, offset + count, done),
        )
        if (part === 0) break
        count += part
      }
      return count
    },
    sync: () => call<void>((done) => fs.fsync(fd, done)),
    size: async () => (await call<fs.Stats>((done) => fs.fstat(fd, done))).size,
    close: () => call<void>((done) => fs.close(fd, done)),
  }
}

/** After a short write (a full disk, a signal): the rest, which then says why. */
async function writeRest(
  fd: number,
  state: { buffers: readonly Uint8Array[]; offset: number; written: number },
): Promise<void> {
  const rest = Buffer.concat(state.buffers).subarray(state.written)
  for (let done = 0; done < rest.length;) {
    const at = state.offset + state.written + done
    done += await call<number>((finish) => fs.write(fd, rest, done, rest.length - done, at, finish))
  }
}

function call<T>(
  start: (done: (error: NodeJS.ErrnoException | null, result?: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error) reject(error)
      else resolve(result as T)
    })
  })
}

/** The spool's files on a real file system. */
export const nodeFiles: Files = {
  makeDirectory,
  async list(path) {
    const entries = await fsp.readdir(path, { withFileTypes: true })
    return entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
  },
  open: openNodeFile,
  rename: fsp.rename,
  remove: fsp.unlink,
  removeDirectory: fsp.rmdir,
  syncDirectory,
  lock: lockDirectory,
}
