import { join } from 'node:path'
import type { Files } from './files.ts'
import { SpoolError } from './spool-error.ts'
import { type CompleteSpoolOptions, completeOptions, type SpoolOptions } from './spool-options.ts'
import { openSpool, type Spool } from './spool.ts'

export interface AdoptOptions extends SpoolOptions {
  /** Holds one subdirectory per spool. */
  readonly directory: string
  /** Subdirectories that running workers are about to open themselves. */
  readonly except?: readonly string[]
}

/** A spool whose owner is gone, now ours. */
export interface Adopted {
  readonly directory: string
  /** Gives what is in it and takes nothing: `append` rejects with `closed`. */
  readonly spool: Spool
  /** Closes the spool and removes its directory; fails if it is not drained. */
  remove(): Promise<void>
}

/**
 * Takes over every spool below this directory that no living process holds. Deliver what is in
 * them before what is new, then remove them.
 */
export async function adoptOrphans(given: AdoptOptions): Promise<Adopted[]> {
  const { except = [], ...rest } = given
  const options = completeOptions(rest)
  const adopted: Adopted[] = []
  const entries = await options.files.list(options.directory).catch(() => [])
  for (const { name, isDirectory } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!isDirectory || except.includes(name)) continue
    const orphan = await adopt({ ...options, directory: join(options.directory, name) })
    if (orphan) adopted.push(orphan)
  }
  return adopted
}

/** Only what a spool has made is ever locked, opened or removed. */
async function isSpool(files: Files, directory: string): Promise<boolean> {
  const entries = await files.list(directory)
  return entries.some(({ name }) => name === 'lock')
}

/** One that cannot be looked into or opened does not keep the gateway from starting. */
async function adopt(options: CompleteSpoolOptions): Promise<Adopted | undefined> {
  const { directory } = options
  try {
    if (!(await isSpool(options.files, directory))) return undefined
    const spool = await openSpool(options, { isDrainOnly: true })
    return { directory, spool, remove: () => spool.discard() }
  } catch (error) {
    if (error instanceof SpoolError && error.code === 'locked') return undefined
    options.onProblem({ kind: 'orphan_failed', file: directory, error })
    return undefined
  }
}
