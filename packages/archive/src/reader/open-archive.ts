import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArchiveStream } from '../layout/partition.ts'
import { findArchive } from './archive-root.ts'
import { createEventViews, createRejectedView, type Filter } from './create-views.ts'
import { createDb, type Db, type DbOptions, quote, quoteName } from './db.ts'
import { readChunks } from './lines-chunks.ts'
import { streamColumns } from './lines-sql.ts'
import type { SourceFile } from './list-hours.ts'
import type { Notice } from './notice.ts'
import { parquetGroups } from './parquet-files.ts'
import { arrivalRange, listLines, planHours, type Slack } from './plan-hours.ts'
import { readRepeats } from './repeats.ts'
import { ensureUnchanged } from './unchanged.ts'
import type { ParquetGroup } from './views-sql.ts'

export interface OpenOptions extends Omit<DbOptions, 'scratch'>, Slack {
  /** A folder; anything else is refused in one line. */
  readonly location: string
  readonly filter: Filter
  /** What is read; what is not asked for has no views. */
  readonly streams: readonly ArchiveStream[]
  /** Where what does not stay is put meanwhile. Default: the folder of the system. */
  readonly temporary?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Bytes of files of lines. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** What an answer is made of. */
export interface Sources {
  readonly compactedHours: number
  /** Files of lines that were read. */
  readonly lineFiles: number
  /** Rows that were the same event again, and are counted once. */
  readonly duplicates: number
}

/** An archive with views over it. */
export interface OpenArchive {
  readonly root: string
  readonly db: Db
  readonly notices: readonly Notice[]
  readonly sources: Sources
  /** Throws {@link ArchiveChanged} where an answer may be made of files of different times. */
  readonly ensureUnchanged: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Reading {
  readonly options: OpenOptions
  readonly root: string
  readonly scratch: string
  readonly db: Db
  readonly notices: Notice[]
}

/** Opens an archive for queries; nothing in it is changed. */
export async function openArchive(options: OpenOptions): Promise<OpenArchive> {
  const root = await findArchive(options.location)
  const scratch = await mkdtemp(join(options.temporary ?? tmpdir(), 'weir-archive-'))
  let db: Db | undefined
  const interrupt = () => db?.interrupt()
  options.signal?.addEventListener('abort', interrupt)
  const close = async (): Promise<void> => {
    options.signal?.removeEventListener('abort', interrupt)
    db?.close()
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    db = await createDb({ ...options, scratch })
    const notices: Notice[] = []
    const { sources, files } = await readStreams({ options, root, scratch, db, notices })
    options.signal?.throwIfAborted()
    const ensure = () => ensureUnchanged(root, files)
    return { root, db, notices, sources, ensureUnchanged: ensure, close }
  } catch (error) {
    await close()
    options.signal?.throwIfAborted()
    throw error
  }
}

interface Read {
  readonly sources: Sources
  /** Those that every question reads again. */
  readonly files: readonly SourceFile[]
}

async function readStreams(reading: Reading): Promise<Read> {
  const { options, db, root, notices } = reading
  const range = arrivalRange(options.filter.range, options)
  const wanted = new Set(options.streams)
  const plan = wanted.has('events') ? await planHours(db, root, range) : undefined
  const rejected = wanted.has('rejected') ? await listLines(root, 'rejected', range) : undefined
  notices.push(...(plan?.notices ?? []), ...(rejected?.notices ?? []))
  const lines = plan?.hours.flatMap((hour) => hour.lines) ?? []
  const rejectedLines = rejected?.hours.flatMap(({ files }) => files) ?? []
  const step = countBytes([...lines, ...rejectedLines], options.onProgress)
  let duplicates = 0
  const parquet = plan?.hours.flatMap((hour) => hour.parquet ?? []) ?? []
  if (plan !== undefined) {
    const { isCompared, isWhole } = await readRepeats(db, root, parquet)
    const compared = parquetGroups(root, parquet.filter(isCompared))
    const others = parquetGroups(
      root,
      parquet.filter((file) => !isCompared(file)),
    )
    const fresh = await readInto(reading, 'events', { files: lines, step })
    duplicates = await createEventViews(
      db,
      { compared, others: [...others, fresh], isWhole },
      options.filter,
    )
  }
  if (rejected !== undefined) {
    const fresh = await readInto(reading, 'rejected', { files: rejectedLines, step })
    await createRejectedView(db, [fresh], options.filter)
  }
  const sources = {
    compactedHours: parquet.length,
    lineFiles: lines.length + rejectedLines.length,
    duplicates: parquet.reduce((sum, { facts }) => sum + facts.duplicates, duplicates),
  }
  return { sources, files: parquet.map(({ file }) => file) }
}

interface Work {
  readonly files: readonly SourceFile[]
  readonly step: (bytes: number) => void
}

/** Turns files of lines into Parquet files beside the archive, so that queries know one kind of file. */
async function readInto(
  { db, root, scratch, options, notices }: Reading,
  stream: ArchiveStream,
  { files, step }: Work,
): Promise<ParquetGroup> {
  const columns = streamColumns[stream].map(({ name }) => name)
  const list = columns.map(quoteName).join(', ')
  const paths: string[] = []
  const { signal } = options
  const chunks = { db, root, scratch, stream, files, signal, onProgress: step }
  const found = await readChunks(chunks, async ({ table }) => {
    const path = join(scratch, `${stream}-${paths.length}.parquet`)
    await db.run(`COPY (SELECT ${list} FROM ${table}) TO ${quote(path)} (FORMAT parquet)`)
    paths.push(path)
  })
  notices.push(...found.notices)
  return { paths, columns }
}

function countBytes(
  files: readonly SourceFile[],
  onProgress: OpenOptions['onProgress'],
): (bytes: number) => void {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  return (bytes) => {
    done += bytes
    onProgress?.(done, total)
  }
}
