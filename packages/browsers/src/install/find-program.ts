import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** Where distributions put programs; a test must not depend on the caller's own path. */
const directories = ['/usr/bin', '/usr/local/bin', '/bin', '/snap/bin', '/usr/games']

/** The first of these programs that this machine has. */
export function findProgram(...names: readonly string[]): string | undefined {
  const candidates = names.flatMap((name) => directories.map((directory) => join(directory, name)))
  return candidates.find(isExecutable)
}

/** Whether there is a file that may be executed. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
