import {
  type Compacted,
  compactArchive,
  type CompactOptions,
} from '../../src/compact/compact-archive.ts'
import { nodeChanges } from '../../src/housekeeping/prepare-changes.ts'
import { openArchive } from '../../src/reader/open-archive.ts'
import type { Notice } from '../../src/reader/notice.ts'

/** Compacts as the program does; every hour of the tests is closed. */
export const compact = (
  location: string,
  options: Partial<CompactOptions> = {},
): Promise<Compacted> =>
  compactArchive({
    location,
    range: {},
    nowMs: Date.UTC(2027, 0),
    graceMs: 0,
    deleteOriginals: false,
    dryRun: false,
    memory: '500MB',
    changes: nodeChanges,
    ...options,
  })

/** Every event of an archive with all its columns, and what was met on the way. */
export async function everything(
  location: string,
): Promise<{ readonly events: readonly object[]; readonly notices: readonly Notice[] }> {
  const archive = await openArchive({ location, filter: { range: {} }, streams: ['events'] })
  try {
    const events = await archive.db.all<object>('SELECT * FROM events ORDER BY event_id')
    return { events, notices: archive.notices }
  } finally {
    await archive.close()
  }
}
