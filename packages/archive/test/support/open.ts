import { onTestFinished } from 'vitest'
import { type OpenArchive, openArchive, type OpenOptions } from '../../src/reader/open-archive.ts'

/** An archive that is closed when the test ends. */
export async function open(
  location: string,
  options: Partial<OpenOptions> = {},
): Promise<OpenArchive> {
  const archive = await openArchive({
    location,
    filter: { range: {} },
    streams: ['events', 'rejected'],
    memory: '500MB',
    ...options,
  })
  onTestFinished(archive.close)
  return archive
}
