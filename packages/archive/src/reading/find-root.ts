import { findArchive } from '../reader/archive-root.ts'
import { ReadingError } from './reading-error.ts'

/** The folder of the archive, for questions that need no process. */
export async function findRoot(location: string): Promise<string> {
  try {
    return await findArchive(location)
  } catch (error) {
    throw new ReadingError('no_archive', error instanceof Error ? error.message : String(error))
  }
}
