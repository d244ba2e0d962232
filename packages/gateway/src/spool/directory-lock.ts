import { open, readFile, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DirectoryLock } from './files.ts'
import { SpoolError } from './spool-error.ts'

/** Held here as well: one that is collected would let go of its lock. */
const held = new Set<DatabaseSync>()
const attempts = 10
const sqliteBusy = 5

/**
 * The kernel's own file lock, which ends with the process that holds it, however that ends: there
 * is no stale lock to judge, so no reused pid, reboot or container can be judged wrongly. Node
 * offers file locks only through its SQLite (fcntl on Linux and macOS); the database stays empty.
 * Two spools in one process exclude each other as well. A network file system must support locks.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, 'lock')
  const owner = join(directory, 'owner')
  const database = await acquire(path, owner)
  held.add(database)
  await tell(owner).catch(() => undefined) // a full disk, say: the lock holds without it
  return {
    async release() {
      await unlink(owner).catch(() => undefined) // gone with the directory
      held.delete(database)
      database.close()
    },
  }
}

async function acquire(path: string, owner: string): Promise<DatabaseSync> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await identify(path, { create: true })
    const database = tryLock(path)
    if (!database) throw await lockedBy(path, owner)
    // Between the two looks the last owner may have removed the file: then nobody else sees
    // this lock. While it is open here its inode number cannot belong to another file.
    if (before !== undefined && (await identify(path, { create: false })) === before) {
      return database
    }
    database.close()
  }
  throw new SpoolError('locked', `${path} keeps being replaced`)
}

function tryLock(path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
      return undefined
    }
    throw new SpoolError('unusable', `cannot lock ${path}`, error)
  }
}

async function identify(
  path: string,
  { create }: { create: boolean },
): Promise<bigint | undefined> {
  try {
    if (create) await (await open(path, 'a')).close()
    return (await stat(path, { bigint: true })).ino
  } catch (error) {
    if (create) throw new SpoolError('unusable', `cannot write to ${path}`, error)
    return undefined
  }
}

/** For people: whose lock it is. */
async function tell(owner: string): Promise<void> {
  const file = await open(owner, 'w')
  try {
    await file.write(`${process.pid} ${hostname()}\n`)
  } finally {
    await file.close()
  }
}

async function lockedBy(path: string, owner: string): Promise<SpoolError> {
  const text = await readFile(owner, 'utf8').catch(() => '')
  const [pid, host] = text.trim().split(' ')
  const who = pid ? `by pid ${pid} on ${host ?? 'an unknown host'}` : 'by another process'
  return new SpoolError('locked', `${path} is held ${who}`)
}
