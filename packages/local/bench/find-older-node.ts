import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first Node in the PATH that is older than ours. */
export function findOlderNode(): string {
  const ours = Number.parseInt(process.versions.node, 10)
  const isOlder = (path: string): boolean => {
    const version = execFileSync(path, ['--version']).toString().slice(1)
    return Number.parseInt(version, 10) < ours
  }
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path) && isOlder(path))
  if (found === undefined) throw new Error(`no Node older than ${ours} in the PATH`)
  return found
}
