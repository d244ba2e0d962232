import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { ArchiveError } from '../reader/archive-root.ts'
import { type Db, quote, quoteAll, quoteName } from '../reader/db.ts'
import { readChunks } from '../reader/lines-chunks.ts'
import { storedColumns } from '../reader/derived-columns.ts'
import { streamColumns } from '../reader/lines-sql.ts'
import type { SourceFile } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import { factsKey, type ParquetFacts, parquetName } from '../reader/parquet-files.ts'
import type { PlannedHour } from '../reader/plan-hours.ts'
import { rawRows } from '../reader/views-sql.ts'
import { type Changes, placeToWrite, publishFile } from '../housekeeping/publish-file.ts'
import { parquetPath } from './parquet-path.ts'
import { countRows, eventColumnList, onceAndSorted, repeatedIds } from './compact-sql.ts'

export interface HourWork {
  readonly db: Db
  readonly root: string
  /** A folder for what is needed on the way. */
  readonly scratch: string
  readonly changes: Changes
  readonly hour: PlannedHour
  /** Compressed bytes of files that are read at a time. Default: 16 MiB. */
  readonly chunkBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Bytes of files of lines that are read. */
  readonly onProgress?: ((bytes: number) => void) | undefined
}

export interface CompactedHour {
  /** The facts of the new file; undefined when there was nothing to add to the old one. */
  readonly facts: ParquetFacts | undefined
  /** What was left out, files that could not be read included. */
  readonly notices: readonly Notice[]
}

/**
 * Makes one Parquet file of an hour: of the one that is there and the files of lines that are not in
 * it. It takes the place of the old one in a single step, and says itself what is in it: before that
 * step everything is as it was, after it nothing that is in it is read from lines any more.
 */
export async function compactHour(work: HourWork): Promise<CompactedHour> {
  const { db, root, hour, changes } = work
  const rows = await gatherRows(work)
  const notices = rows.notices.filter(({ kind }) => kind !== 'unreadable_file')
  if (rows.files.length === 0) return { facts: undefined, notices: rows.notices }
  const old = hour.parquet?.facts
  const target = parquetPath(hour.startMs)
  const temporary = placeToWrite(root, target)
  try {
    await db.run(`CREATE TEMP TABLE ${rows.repeated} AS ${repeatedIds(rows.from)}`)
    const { count, duplicates } = await db.one<{ count: number; duplicates: number }>(
      countRows(rows.from, rows.repeated),
    )
    const facts = factsOf({
      sources: [...(old?.sources ?? []), ...sourcesOf(rows.files)],
      events: count - duplicates,
      duplicates: (old?.duplicates ?? 0) + duplicates,
      notices: [...(old?.notices ?? []), ...notices],
    })
    await writeParquet(db, temporary, { rows: onceAndSorted(rows.from, rows.repeated), facts })
    work.signal?.throwIfAborted()
    await publishFile(changes, temporary, join(root, target))
    return { facts, notices: rows.notices }
  } finally {
    await rows.release()
    // Gone already when all went well.
    await changes.remove(temporary).catch(() => {})
  }
}

/** The facts of a file that is made now. */
export const factsOf = (
  facts: Pick<ParquetFacts, 'sources' | 'events' | 'duplicates' | 'notices'>,
): ParquetFacts => ({
  format: 1,
  id: randomUUID(),
  ...facts,
  columns: storedColumns,
})

export const sourcesOf = (files: readonly SourceFile[]): ParquetFacts['sources'] =>
  files.map(({ path, bytes }) => ({ name: basename(path), bytes }))

interface Rows {
  /** What to select from. */
  readonly from: string
  /** The name for a table of what is in it more than once. */
  readonly repeated: string
  readonly files: readonly SourceFile[]
  readonly notices: readonly Notice[]
  readonly release: () => Promise<void>
}

/**
 * All rows of an hour. One chunk stays the table that it is, which is so for nearly every hour; more
 * of them become Parquet files beside, so that an hour of any size fits into memory.
 */
async function gatherRows(work: HourWork): Promise<Rows> {
  const { db, root, scratch, hour, signal, onProgress, chunkBytes } = work
  const kept = quoteName(`hour_${hour.startMs}`)
  const repeated = quoteName(`repeated_${hour.startMs}`)
  const files: SourceFile[] = []
  const parts: string[] = []
  const putAside = async (table: string): Promise<void> => {
    const path = join(scratch, `hour-${hour.startMs}-${parts.length}.parquet`)
    await db.run(`COPY (SELECT ${eventColumnList} FROM ${table}) TO ${quote(path)}
      (FORMAT parquet, COMPRESSION uncompressed)`)
    parts.push(path)
    await db.run(`DROP TABLE ${table}`)
  }
  let isKept = false
  const chunks = { db, root, scratch, stream: 'events' as const, files: hour.lines, chunkBytes }
  const found = await readChunks({ ...chunks, signal, onProgress }, async (chunk) => {
    files.push(...chunk.files)
    if (isKept) await putAside(kept)
    isKept = parts.length === 0
    if (isKept) await db.run(`ALTER TABLE ${chunk.table} RENAME TO ${kept}`)
    else await putAside(chunk.table)
  })
  const columns = streamColumns.events.map(({ name }) => name)
  const old = hour.parquet
  const groups = [
    { paths: parts, columns },
    ...(old === undefined
      ? []
      : [{ paths: [join(root, old.file.path)], columns: old.facts.columns }]),
  ]
  const table = isKept ? [`SELECT ${eventColumnList} FROM ${kept}`] : []
  const parquet = `SELECT ${eventColumnList} FROM (${rawRows('events', groups)})`
  return {
    from: `(${[...table, parquet].join(' UNION ALL ')})`,
    repeated,
    files,
    notices: found.notices,
    async release() {
      await db.run(`DROP TABLE IF EXISTS ${repeated}`)
      await db.run(`DROP TABLE IF EXISTS ${kept}`)
      for (const part of parts) await work.changes.remove(part).catch(() => {})
    },
  }
}

/** A sum of the ids of rows, in which one id more, less or other shows. */
export const idsOf: string = 'bit_xor(hash(event_id))::VARCHAR'

interface RowsToWrite {
  readonly rows: string
  readonly facts: ParquetFacts
  /** `idsOf` the rows, each of which is another event; without it the ids of the new file are counted. */
  readonly ids?: string | undefined
}

/** Writes the file, and reads from it that everything is in it. */
export async function writeParquet(
  db: Db,
  path: string,
  { rows, facts, ids }: RowsToWrite,
): Promise<void> {
  await db.run(`COPY (${rows}) TO ${quote(path)} (
    FORMAT parquet, COMPRESSION zstd, KV_METADATA {${factsKey}: ${quote(JSON.stringify(facts))}}
  )`)
  const what = ids === undefined ? 'count(DISTINCT event_id)' : 'count(event_id)'
  const written = await db.one<{ events: number; ids: string | null }>(
    `SELECT ${what} AS events, ${idsOf} AS ids FROM read_parquet(${quoteAll([path])})`,
  )
  if (written.events !== facts.events) {
    throw new ArchiveError(
      `${parquetName}: ${written.events} events instead of ${facts.events}; not used`,
    )
  }
  if (ids !== undefined && written.ids !== ids) {
    throw new ArchiveError(`${parquetName}: other events than those to be written; not used`)
  }
}

/** The files of lines that could go: nothing of them is anywhere else. */
export function spareOf(hour: PlannedHour, facts: ParquetFacts): SourceFile[] {
  const sizes = new Map(facts.sources.map(({ name, bytes }) => [name, bytes]))
  const noticed = new Set(facts.notices.map(({ path }) => path))
  return hour.originals.filter(
    ({ path, bytes }) => sizes.get(basename(path)) === bytes && !noticed.has(path),
  )
}
