import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ArchiveError } from '../reader/archive-root.ts'
import { isRunning } from './is-running.ts'

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/**
 * One at a time: two that rewrite the same hour would undo each other's work. Writers of new files
 * are no concern. What a killed process left behind is taken over, on the same host only.
 */
export async function lockArchive(root: string): Promise<() => Promise<void>> {
  const folder = join(root, '.writing')
  const path = join(folder, 'housekeeping.lock')
  await mkdir(folder, { recursive: true })
  const take = () => writeFile(path, `${process.pid}@${hostname()}`, { flag: 'wx' })
  const release = () => rm(path, { force: true })
  try {
    await take()
    return release
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const holder = await readFile(path, 'utf8')
  const [pid, host] = holder.split('@')
  if (host !== hostname() || isRunning(Number(pid))) {
    throw new ArchiveError(
      `${root} is being changed by process ${holder}; if that is not so, remove ${path}`,
    )
  }
  // Of several that find it, one can move it away.
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  await rename(path, aside)
  await rm(aside)
  await take()
  return release
}
