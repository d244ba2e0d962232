import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

const unzip = promisify(gunzip)

/** How long the pipeline took after a fault. */
export interface Recovery {
  readonly name: string
  /** When the fault was over, in milliseconds since the start. */
  readonly atMs: number
  /** Until all was archived that browsers had been told is stored by then. */
  readonly tookMs: number
}

/** Watches the archive grow, and takes the time from the end of a fault. */
export interface RecoveryWatch {
  /** A fault is over now. */
  faultEnded(name: string): void
  /** Looks for new files. */
  look(): Promise<void>
  readonly recoveries: readonly Recovery[]
}

export interface RecoveryOptions {
  readonly archive: string
  /** Ids in the order in which browsers were told that they are stored. */
  readonly acknowledgedIds: readonly string[]
  /** Milliseconds since the start. */
  readonly nowMs: () => number
}

export function createRecoveryWatch(options: RecoveryOptions): RecoveryWatch {
  const { archive, acknowledgedIds, nowMs } = options
  const archived = new Set<string>()
  const read = new Set<string>()
  const recoveries: Recovery[] = []
  /** Faults that are over, with how many events had been acknowledged by then. */
  let open: { name: string; atMs: number; events: number }[] = []
  let arrived = 0
  const readFiles = async (): Promise<void> => {
    for (const path of await filesIn(archive)) {
      if (read.has(path)) continue
      const text = (await unzip(await readFile(join(archive, path)))).toString()
      for (const [, id = ''] of text.matchAll(/"event_id":"([^"]+)"/gu)) archived.add(id)
      read.add(path)
    }
  }
  return {
    faultEnded(name) {
      open.push({ name, atMs: nowMs(), events: acknowledgedIds.length })
    },
    async look() {
      await readFiles()
      while (archived.has(acknowledgedIds[arrived] ?? '')) arrived += 1
      const now = nowMs()
      for (const { name, atMs, events } of open) {
        if (events <= arrived) recoveries.push({ name, atMs, tookMs: now - atMs })
      }
      open = open.filter(({ events }) => events > arrived)
    },
    recoveries,
  }
}

/** Files that are whole: what is being written lies elsewhere. */
async function filesIn(archive: string): Promise<string[]> {
  const folders = await Promise.all(
    ['events', 'rejected'].map(async (prefix) => {
      const entries = await readdir(join(archive, prefix), { recursive: true }).catch(() => [])
      return entries.map((path) => join(prefix, path))
    }),
  )
  return folders.flat().filter((path) => path.endsWith('.gz'))
}
