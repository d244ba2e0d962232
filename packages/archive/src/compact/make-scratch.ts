import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from '../housekeeping/is-running.ts'

/**
 * A folder for what this process puts aside. Lines of visitors are in it, in clear: what was left there by
 * processes of this host that were killed is removed first.
 */
export async function makeScratch(parent: string = tmpdir()): Promise<string> {
  const ours = `weir-compact-${hostname()}-`
  for (const name of await readdir(parent)) {
    const [pid] = name.startsWith(ours) ? name.slice(ours.length).split('-') : []
    if (pid === undefined || isRunning(Number(pid))) continue
    // It may be another user's.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {})
  }
  return mkdtemp(join(parent, `${ours}${process.pid}-`))
}
