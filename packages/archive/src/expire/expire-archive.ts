import { randomBytes } from 'node:crypto'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hourMs } from '../layout/partition.ts'
import { lockArchive } from '../housekeeping/lock-archive.ts'
import { prepareChanges } from '../housekeeping/prepare-changes.ts'
import type { Changes } from '../housekeeping/publish-file.ts'
import { findArchive } from '../reader/archive-root.ts'
import { type Hour, listHours } from '../reader/list-hours.ts'

/** Everything that has hours below it. */
export const expiringFolders = [
  'events',
  'rejected',
  'parquet',
  'errors/processing-failed',
] as const

export interface ExpireOptions {
  readonly location: string
  /** Hours that ended so long ago go. */
  readonly olderThanMs: number
  readonly nowMs: number
  /** Says what would go, and removes nothing. */
  readonly dryRun: boolean
  readonly changes: Changes
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface Expired {
  readonly folder: (typeof expiringFolders)[number]
  readonly hours: number
  readonly files: number
  readonly bytes: number
  readonly oldestMs: number
  readonly newestMs: number
}

/** Removes whole hours, each in one step: a query sees all of an hour's folder or nothing of it. */
export async function expireArchive(options: ExpireOptions): Promise<Expired[]> {
  const root = await findArchive(options.location)
  const { nowMs, olderThanMs, dryRun } = options
  // An hour goes when the last line that it may hold is too old.
  const range = { toMs: Math.floor((nowMs - olderThanMs) / hourMs) * hourMs }
  const unlock = dryRun ? async () => {} : await lockArchive(root)
  try {
    if (!dryRun) {
      await prepareChanges(root)
      await removeLeftovers(root)
    }
    const found = await Promise.all(
      expiringFolders.map(async (folder) => {
        // Whatever lies in a partition goes with it.
        const { hours } = await listHours({ root, folder, range, objection: () => undefined })
        return { folder, hours }
      }),
    )
    if (!dryRun) await removeAll(root, options, found.flatMap(pathsOf))
    return found.filter(({ hours }) => hours.length > 0).map(summary)
  } finally {
    await unlock()
  }
}

interface Found {
  readonly folder: Expired['folder']
  readonly hours: readonly Hour[]
}

function summary({ folder, hours }: Found): Expired {
  const files = hours.flatMap((hour) => hour.files)
  return {
    folder,
    hours: hours.length,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    oldestMs: hours[0]?.startMs ?? 0,
    newestMs: hours.at(-1)?.startMs ?? 0,
  }
}

/** `2026-11-21T01` as folders. */
const pathsOf = ({ folder, hours }: Found): string[] =>
  hours.map(({ startMs }) => {
    const [year, month, day, hour] = new Date(startMs).toISOString().split(/[-T:]/u)
    return `${folder}/year=${year}/month=${month}/day=${day}/hour=${hour}`
  })

/** Not a name that a writer takes for a half-written file of its own. */
const leftover = 'expired-'

async function removeAll(
  root: string,
  { changes, signal, onProgress }: ExpireOptions,
  paths: readonly string[],
): Promise<void> {
  for (const [at, path] of paths.entries()) {
    signal?.throwIfAborted()
    const from = join(root, path)
    const aside = join(root, '.writing', `${leftover}${randomBytes(8).toString('hex')}`)
    await changes.rename(from, aside)
    await changes.syncDirectory(dirname(from))
    await rm(aside, { recursive: true })
    await removeEmpty(dirname(from), 3)
    onProgress?.(at + 1, paths.length)
  }
}

/** Days, months and years with nothing in them any more. */
async function removeEmpty(path: string, levels: number): Promise<void> {
  if (levels === 0) return
  const isEmpty = await rmdir(path).then(
    () => true,
    () => false,
  )
  if (isEmpty) await removeEmpty(dirname(path), levels - 1)
}

/** What was moved away, and a killed process did not come to remove. */
async function removeLeftovers(root: string): Promise<void> {
  const folder = join(root, '.writing')
  for (const name of await readdir(folder)) {
    if (name.startsWith(leftover)) await rm(join(folder, name), { recursive: true })
  }
}
