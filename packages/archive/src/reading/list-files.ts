import { newestFiles } from '../reader/newest-files.ts'
import type { FileStream, LandedFile } from './queries.ts'

const folders: Readonly<Record<FileStream, string>> = {
  events: 'events',
  rejected: 'rejected',
  parquet: 'parquet',
  errors: 'errors/processing-failed',
}

export const fileStreams: readonly FileStream[] = ['events', 'rejected', 'parquet', 'errors']

export interface FilesWanted {
  readonly streams: readonly FileStream[]
  readonly limit: number
}

/** The files that landed last, and whether there are more. Costs a look at each of the newest hours. */
export async function listFiles(
  root: string,
  { streams, limit }: FilesWanted,
): Promise<{ readonly files: Omit<LandedFile, 'events'>[]; readonly hasMore: boolean }> {
  const found: Omit<LandedFile, 'events'>[] = []
  for (const stream of new Set(streams)) {
    // One more than asked for, so that it shows whether there are more.
    for (const file of await newestFiles(root, folders[stream], limit + 1)) {
      const { path: key, bytes, landedMs, startMs: hourMs } = file
      found.push({ key, stream, bytes, landedMs, hourMs })
    }
  }
  found.sort((a, b) => b.landedMs - a.landedMs || (a.key < b.key ? 1 : -1))
  return { files: found.slice(0, limit), hasMore: found.length > limit }
}
