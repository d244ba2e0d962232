import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parseFileName, parsePartition } from '@weir/archive'

/** A file of an archive, and which writer wrote it. */
export interface ArchivedFile {
  readonly prefix: string
  readonly writer: string
  readonly lines: readonly string[]
}

/** What an archive holds, as lines in the order of its files. */
export interface ArchivedLines {
  readonly events: string
  readonly rejected: string
  /** What could not be decoded on its way here. */
  readonly errors: string
  readonly files: readonly ArchivedFile[]
}

/**
 * Reads every file of an archive to its last byte. Throws for one that is not whole, has no name of
 * ours, or was left half-written when nobody writes any more.
 */
export async function readArchive(root: string): Promise<ArchivedLines> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const texts: Record<string, string[]> = {}
  const files: ArchivedFile[] = []
  for (const path of paths) {
    const partition = parsePartition(path)
    const name = parseFileName(path.slice(path.lastIndexOf('/') + 1))
    if (partition === undefined || name === undefined) throw new Error(`a file of no name: ${path}`)
    const text = gunzipSync(await readFile(join(root, path))).toString()
    if (!text.endsWith('\n')) throw new Error(`a file that ends within a line: ${path}`)
    ;(texts[partition.prefix] ??= []).push(text)
    const lines = text.split('\n').slice(0, -1)
    files.push({ prefix: partition.prefix, writer: name.writer, lines })
  }
  const textOf = (prefix: string) => (texts[prefix] ?? []).join('')
  return {
    events: textOf('events'),
    rejected: textOf('rejected'),
    errors: textOf('errors/processing-failed'),
    files,
  }
}
