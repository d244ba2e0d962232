import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveStream } from '../layout/partition.ts'
import { type Db, quoteName } from './db.ts'
import { faultOf, mayHoldUnknown, readLines, typedColumns, unknownColumns } from './lines-sql.ts'
import type { SourceFile } from './list-hours.ts'
import type { Notice } from './notice.ts'
import { type ReadableFile, readableFiles } from './readable-files.ts'

/** What a chunk takes in memory is about thirty times this. */
export const usualChunkBytes: number = 16 * 1024 * 1024

export interface ChunkOptions {
  readonly db: Db
  /** The archive. */
  readonly root: string
  /** A folder for what is needed on the way. */
  readonly scratch: string
  readonly stream: ArchiveStream
  readonly files: readonly SourceFile[]
  /** Compressed bytes of files that are read at a time. Default: 16 MiB. */
  readonly chunkBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Bytes of files that are done. */
  readonly onProgress?: ((bytes: number) => void) | undefined
}

/**
 * Some files of lines as a table of typed columns, with nothing in it that is no record. Its column
 * `file_index` says which of the files a row is from.
 */
export interface Chunk {
  readonly table: string
  /** All that was read into it. Damaged files are not among them. */
  readonly files: readonly SourceFile[]
}

export interface Chunks {
  readonly notices: readonly Notice[]
}

/** Cuts the files into chunks, in their order; a large file is a chunk of its own. */
export function cutIntoChunks(
  files: readonly SourceFile[],
  chunkBytes: number = usualChunkBytes,
): SourceFile[][] {
  const chunks: SourceFile[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const file of files) {
    if (bytes + file.bytes > chunkBytes) {
      chunks.push([])
      bytes = 0
    }
    chunks.at(-1)?.push(file)
    bytes += file.bytes
  }
  return chunks
}

let tables = 0

/**
 * Reads files of lines, one chunk after the other, and hands each over as a table that is gone
 * afterwards. What cannot be read is left out and named.
 */
export async function readChunks(
  options: ChunkOptions,
  use: (chunk: Chunk) => Promise<void>,
): Promise<Chunks> {
  const { chunkBytes = usualChunkBytes, scratch } = options
  const notices: Notice[] = []
  for (const files of cutIntoChunks(options.files, chunkBytes)) {
    const folder = await mkdtemp(join(scratch, 'lines-'))
    try {
      const readable = await readableFiles({ ...options, folder, files, largeBytes: chunkBytes })
      notices.push(...readable.notices)
      await readChunk(readable.files, { options, notices, use })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    options.onProgress?.(files.reduce((sum, { bytes }) => sum + bytes, 0))
  }
  return { notices }
}

interface ChunkWork {
  readonly options: ChunkOptions
  readonly notices: Notice[]
  readonly use: (chunk: Chunk) => Promise<void>
}

async function readChunk(readable: readonly ReadableFile[], work: ChunkWork): Promise<void> {
  const [first] = readable
  if (first === undefined) return
  const { options, use } = work
  const table = quoteName(`lines_${(tables += 1)}`)
  const found: Notice[] = []
  try {
    options.signal?.throwIfAborted()
    await fill(table, readable, { ...work, notices: found })
  } catch (error) {
    await options.db.run(`DROP TABLE IF EXISTS ${table}`)
    // Whatever else DuckDB does not like about a file: find out which one it is, and read the others.
    const message = error instanceof Error ? error.message : String(error)
    if (!/^(Invalid Input Error|IO Error: .*(GZIP|ZSTD))/iu.test(message)) throw error
    if (readable.length === 1) {
      const [said = ''] = message.split('\n')
      const detail = said.replaceAll(first.path, join(options.root, first.file.path))
      work.notices.push({ kind: 'unreadable_file', path: first.file.path, count: 1, detail })
      return
    }
    const half = Math.ceil(readable.length / 2)
    await readChunk(readable.slice(0, half), work)
    await readChunk(readable.slice(half), work)
    return
  }
  work.notices.push(...found)
  await use({ table, files: readable.map(({ file }) => file) })
  // Unless it was renamed by whoever wants to keep it.
  await options.db.run(`DROP TABLE IF EXISTS ${table}`)
}

async function fill(
  table: string,
  readable: readonly ReadableFile[],
  work: ChunkWork,
): Promise<void> {
  const { db, stream } = work.options
  const paths = readable.map(({ path }) => path)
  const note = (kind: Notice['kind'], found: { index: number; detail: string; lines: number }) =>
    work.notices.push({
      kind,
      path: readable[found.index]?.file.path ?? '',
      count: found.lines,
      detail: found.detail,
    })
  await db.run(`CREATE TEMP TABLE ${table} AS
    SELECT file_index, ${faultOf(stream)} AS fault, ${typedColumns(stream)}
    FROM ${readLines(stream, paths)}`)
  const faults = await db.all<{ index: number; detail: string; lines: number }>(`
    SELECT file_index AS index, fault AS detail, count(*) AS lines FROM ${table}
    WHERE fault IS NOT NULL GROUP BY index, fault ORDER BY index, fault`)
  for (const fault of faults) note('bad_lines', fault)
  if (faults.length > 0) await db.run(`DELETE FROM ${table} WHERE fault IS NOT NULL`)
  const { may_hold: mayHold } = await db.one<{ may_hold: boolean }>(mayHoldUnknown(stream, paths))
  if (!mayHold) return
  const unknown = await db.all<{ index: number; name: string; lines: number }>(
    unknownColumns(stream, paths),
  )
  for (const { index, name, lines } of unknown) {
    note('unknown_column', { index, detail: name, lines })
  }
}
