import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseLocation } from '../stores/location.ts'
import { holdsPattern } from './list-hours.ts'

/** What the caller can do something about, in one line. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

/** The folder of an archive on this machine. */
export async function findArchive(location: string): Promise<string> {
  const { kind } = parseLocation(location)
  if (kind === 's3') {
    throw new ArchiveError(
      `${location}: only report and sql read a bucket; for all else copy it (aws s3 sync ${location} DIR) and name DIR`,
    )
  }
  const root = resolve(location)
  if (holdsPattern(root)) {
    throw new ArchiveError(`${root}: DuckDB cannot read below a folder with one of * ? [ ] { }`)
  }
  const found = await stat(root).catch(() => undefined)
  if (found?.isDirectory() !== true) throw new ArchiveError(`${root}: no such folder`)
  return root
}
