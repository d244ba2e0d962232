import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

/** What the last process of a half-written file was. */
export interface Author {
  readonly pid: number
  readonly host: string
}

const pattern = /\.[0-9a-f]{8}\.(\d{1,10})@([^/@]+)\.tmp$/u

/** A name that says who writes it, so that a later start can tell whether anybody still does. */
export function temporaryName(name: string): string {
  return `${name}.${randomBytes(4).toString('hex')}.${process.pid}@${hostname()}.tmp`
}

/** Who writes, or wrote, the file of this name; undefined for a name of another kind. */
export function authorOf(name: string): Author | undefined {
  const [, pid, host] = pattern.exec(name) ?? []
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process runs too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Whether nobody will ever finish this file. A file of another host is never judged, and one whose
 * process number was given to somebody else is left for a later start. Were one judged wrongly, its
 * writer would find it gone when it renames it, and would write it again.
 */
export function isStale(name: string, isOurs: (name: string) => boolean): boolean {
  const author = authorOf(name)
  if (author === undefined || author.host !== hostname()) return false
  return author.pid === process.pid ? !isOurs(name) : !isRunning(author.pid)
}
