import { open, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ArchiveStream } from '../layout/partition.ts'
import { isHarmless, withoutEvent } from './harmless-line.ts'
import type { SourceFile } from './list-hours.ts'
import type { Notice } from './notice.ts'
import { readLinesOf } from './read-lines.ts'
import { inflateFile, verifyFile } from './verify-file.ts'

/** A file with the path that DuckDB reads it by. */
export interface ReadableFile {
  readonly file: SourceFile
  readonly path: string
}

export interface ReadableOptions {
  /** The archive. */
  readonly root: string
  /** An empty folder that is gone after use. */
  readonly folder: string
  readonly stream: ArchiveStream
  readonly files: readonly SourceFile[]
  /** Compressed bytes of a file that is not inflated beforehand. */
  readonly largeBytes: number
  /** Bytes that are free in the folder. Default: as its file system says. */
  readonly freeBytes?: (folder: string) => Promise<number>
  readonly signal?: AbortSignal | undefined
}

/** Lines are about nine times the size of their file; what is more than this is read compressed. */
const mostTimes = 32

const freeIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** DuckDB puts what it needs beside it: of what is free, half stays free. */
async function hasRoom({ folder, files, freeBytes = freeIn }: ReadableOptions): Promise<boolean> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return (await freeBytes(folder)) > 2 * mostTimes * bytes
}

/** Each holds two file descriptors and half a megabyte; inflating has four threads. */
const atOnce = 4

/**
 * The files that DuckDB can read, in their order; the others are named. Each is inflated once: DuckDB reads
 * what was verified, twice, in less time than it takes to inflate it.
 */
export async function readableFiles(
  options: ReadableOptions,
): Promise<{ files: ReadableFile[]; notices: Notice[] }> {
  const { files, stream } = options
  const looking = (await hasRoom(options)) ? options : { ...options, largeBytes: -1 }
  const notices: Notice[] = []
  const looked = new Map<SourceFile, Looked>()
  const waiting = files.entries()
  const worker = async (): Promise<void> => {
    for (const [at, file] of waiting) looked.set(file, await lookAt(file, at, looking))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, worker))
  const readable: ReadableFile[] = []
  for (const [at, file] of files.entries()) {
    const { fault: detail, path = '' } = looked.get(file) ?? {}
    if (detail !== undefined) {
      notices.push({ kind: 'unreadable_file', path: file.path, count: 1, detail })
    } else if (stream === 'events') readable.push({ file, path })
    else readable.push({ file, path: await harmlessCopy(file, at, { ...options, notices }) })
  }
  return { files: readable, notices }
}

interface Looked {
  readonly fault: string | undefined
  readonly path: string
}

const copyOf = ({ path }: SourceFile, at: number, folder: string): string =>
  join(folder, `${at}-${basename(path)}.json`)

async function lookAt(
  file: SourceFile,
  at: number,
  { root, folder, stream, largeBytes, signal }: ReadableOptions,
): Promise<Looked> {
  const path = join(root, file.path)
  if (stream !== 'events' || file.bytes > largeBytes) {
    return { fault: await verifyFile(path, signal), path }
  }
  const target = copyOf(file, at, folder)
  const mostBytes = file.bytes * mostTimes
  const { fault, isThere } = await inflateFile(path, { target, mostBytes, signal })
  return { fault, path: isThere ? target : path }
}

/** A file of rejected records that DuckDB can read, whatever strangers sent. */
async function harmlessCopy(
  file: SourceFile,
  at: number,
  { root, folder, signal, notices }: ReadableOptions & { readonly notices: Notice[] },
): Promise<string> {
  const target = copyOf(file, at, folder)
  const copy = await open(target, 'wx', 0o600)
  let unshown = 0
  try {
    for await (const bytes of readLinesOf(join(root, file.path), signal)) {
      const line = bytes.toString()
      const harmless = isHarmless(line)
      const shown = harmless ? line : withoutEvent(line)
      if (!harmless && shown !== undefined) unshown += 1
      await copy.write(`${shown ?? 'null'}\n`)
    }
  } finally {
    await copy.close()
  }
  const detail = 'nested too deep, or with half of a surrogate pair'
  if (unshown > 0)
    notices.push({ kind: 'unshown_payload', path: file.path, count: unshown, detail })
  return target
}
