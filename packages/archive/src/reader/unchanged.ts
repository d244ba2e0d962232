import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ArchiveError } from './archive-root.ts'
import { type SourceFile, stampOf } from './list-hours.ts'

/** A file is another one than when reading began: an answer would be made of both. */
export class ArchiveChanged extends ArchiveError {}

/**
 * Throws where a file is no longer the one that was listed. Compaction, erasure and expiry replace and remove
 * files at any time, and each question opens them anew: whoever has an answer asks this before it is used.
 */
export async function ensureUnchanged(root: string, files: readonly SourceFile[]): Promise<void> {
  await Promise.all(
    files.map(async ({ path, stamp }) => {
      const now = await stat(join(root, path)).catch(() => undefined)
      if (now !== undefined && stampOf(now) === stamp) return
      throw new ArchiveChanged(
        `${path} was ${now === undefined ? 'removed' : 'replaced'} while it was read: ask again`,
      )
    }),
  )
}
