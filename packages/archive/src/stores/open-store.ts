import { createDirectoryStore } from './directory-store.ts'
import { parseLocation } from './location.ts'
import type { ArchiveStore } from './store.ts'

/** The store at a location: a directory, or `s3://bucket/prefix`. */
export async function openStore(location: string): Promise<ArchiveStore> {
  const place = parseLocation(location)
  if (place.kind === 'directory') return createDirectoryStore({ root: place.root })
  // Only who writes to S3 pays for its client: it is most of the time that a start takes.
  const { createS3Store } = await import('./s3-store.ts')
  return createS3Store(place)
}
