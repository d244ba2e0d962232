import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parsePartition } from '@weir/archive'

/** The files of an archive by their paths from its root, without those that are being written. */
export async function readArchive(root: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => parsePartition(path) !== undefined)
  const files = paths.map(async (path) => [path, await readFile(join(root, path))] as const)
  return new Map(await Promise.all(files))
}

/** All lines of one stream, in the order of the names of their files. */
export const archivedLines = (
  files: ReadonlyMap<string, Buffer>,
  stream: 'events' | 'rejected' = 'events',
): string[] =>
  [...files]
    .filter(([path]) => path.startsWith(`${stream}/`))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, file]) => gunzipSync(file).toString().split('\n').slice(0, -1))
