import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from './is-running.ts'

/** Another process writes to this directory. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse'
}

/** Locks of this process. */
const ours = new Set<string>()

/**
 * After a restart of the machine the number may be anybody's: whoever is not Node has no lock here.
 * Where processes cannot be looked at, the number has to do.
 */
function isNode(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  return (stdout ?? '') === '' || /\bnode/iu.test(stdout)
}

/** Two writers would tear each other's files. A killed process leaves its lock; that one is taken over. */
export async function lockDirectory(root: string, name: string): Promise<() => Promise<void>> {
  await mkdir(root, { recursive: true })
  const path = join(root, name)
  const take = () => writeFile(path, String(process.pid), { flag: 'wx' })
  try {
    await take()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = Number(await readFile(path, 'utf8'))
    // In a container every life has the same number: a lock of it that is not ours is of an earlier one.
    const isHeld =
      holder === process.pid ? ours.has(path) : holder > 0 && isRunning(holder) && isNode(holder)
    if (isHeld) {
      throw new DirectoryInUse(`${root} is in use by process ${holder}`)
    }
    await rm(path, { force: true })
    await take()
  }
  ours.add(path)
  return async () => {
    ours.delete(path)
    await rm(path, { force: true })
  }
}
