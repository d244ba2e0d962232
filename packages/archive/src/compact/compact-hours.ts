import { join } from 'node:path'
import { placeToWrite, publishFile } from '../housekeeping/publish-file.ts'
import { quoteName } from '../reader/db.ts'
import { storedColumnList } from '../reader/derived-columns.ts'
import { type Chunk, readChunks, usualChunkBytes } from '../reader/lines-chunks.ts'
import type { SourceFile } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import type { PlannedHour } from '../reader/plan-hours.ts'
import {
  type CompactedHour,
  compactHour,
  factsOf,
  type HourWork,
  idsOf,
  sourcesOf,
  writeParquet,
} from './compact-hour.ts'
import { eventOrder, removeRepeated, repeatedIds } from './compact-sql.ts'
import { parquetPath } from './parquet-path.ts'

export interface HoursWork extends Omit<HourWork, 'hour'> {
  /** Hours that are nowhere in Parquet yet, and together no more than a chunk; or a single hour. */
  readonly hours: readonly PlannedHour[]
}

export interface HourDone {
  readonly hour: PlannedHour
  readonly made: CompactedHour
}

const bytesOf = (files: readonly SourceFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)

/** Cuts hours into groups that are read in one go. What has a Parquet file, or is large, stays alone. */
export function groupHours(hours: readonly PlannedHour[], mostBytes: number): PlannedHour[][] {
  const groups: PlannedHour[][] = []
  /** Of the last group; none below zero. */
  let room = -1
  for (const hour of hours) {
    const bytes = bytesOf(hour.lines)
    const isAlone = hour.parquet !== undefined || bytes > mostBytes
    const isNext = !isAlone && bytes <= room
    if (isNext) groups.at(-1)?.push(hour)
    else groups.push([hour])
    room = isAlone ? -1 : (isNext ? room : mostBytes) - bytes
  }
  return groups
}

/**
 * Compacts hours, each into a file of its own and in a step of its own. A statement costs the more the
 * more columns it has, whatever the rows: small hours are read and cleared of duplicates together.
 */
export async function compactHours(
  work: HoursWork,
  onDone: (done: HourDone) => Promise<void>,
): Promise<void> {
  const { hours, chunkBytes = usualChunkBytes } = work
  const isNew = hours.every(({ parquet }) => parquet === undefined)
  const isSmall = bytesOf(hours.flatMap(({ lines }) => lines)) <= chunkBytes
  if (isNew && isSmall && (await compactTogether(work, onDone))) return
  for (const hour of hours) {
    work.signal?.throwIfAborted()
    await onDone({ hour, made: await compactHour({ ...work, hour }) })
  }
}

/** Answers false, with nothing done, when DuckDB cannot read all of the files in one go. */
async function compactTogether(
  work: HoursWork,
  onDone: (done: HourDone) => Promise<void>,
): Promise<boolean> {
  const { db, root, scratch, hours, signal } = work
  const files = hours.flatMap(({ lines }) => lines)
  const bytes = bytesOf(files)
  const table = quoteName(`hours_${hours[0]?.startMs}`)
  const chunks: Chunk[] = []
  const reading = { db, root, scratch, stream: 'events' as const, files, chunkBytes: bytes, signal }
  try {
    const { notices } = await readChunks(reading, async (chunk) => {
      if (chunks.length === 0) await db.run(`ALTER TABLE ${chunk.table} RENAME TO ${table}`)
      chunks.push(chunk)
    })
    if (chunks.length > 1) return false
    work.onProgress?.(bytes)
    const read = chunks[0]?.files ?? []
    const rows = rowsOf(hours, read)
    const counts = read.length === 0 ? [] : await countOnce(work, table, rows)
    for (const [at, { hour, from, files: own }] of rows.entries()) {
      signal?.throwIfAborted()
      const paths = new Set(hour.lines.map(({ path }) => path))
      const met = notices.filter(({ path }) => paths.has(path))
      const count = counts[at] ?? { events: 0, duplicates: 0 }
      const made = { hour, from: `${table} WHERE ${from}`, files: own, ...count, met }
      await onDone({ hour, made: await publishHour(work, made) })
    }
    return true
  } finally {
    await db.run(`DROP TABLE IF EXISTS ${table}`)
  }
}

interface HourRows {
  readonly hour: PlannedHour
  /** The condition on the rows of the hour. */
  readonly from: string
  /** Those of its files that were read. */
  readonly files: readonly SourceFile[]
}

/** Files are in the order of their hours. */
function rowsOf(hours: readonly PlannedHour[], read: readonly SourceFile[]): HourRows[] {
  const paths = new Set(read.map(({ path }) => path))
  let next = 0
  return hours.map((hour) => {
    const files = hour.lines.filter(({ path }) => paths.has(path))
    const from = `file_index >= ${next} AND file_index < ${(next += files.length)}`
    return { hour, from, files }
  })
}

interface Counts {
  readonly events: number
  readonly duplicates: number
  /** `idsOf` them. */
  readonly ids?: string | undefined
}

/** Takes out what is the same event again within its hour. */
async function countOnce(
  { db, hours }: HoursWork,
  table: string,
  rows: readonly HourRows[],
): Promise<Counts[]> {
  const hour = `CASE ${rows.map(({ from }, at) => `WHEN ${from} THEN ${at}`).join(' ')} END`
  const count = async (ids = 'NULL'): Promise<Map<number, { rows: number; ids: string }>> => {
    const found = await db.all<{ hour: number; rows: number; ids: string }>(
      `SELECT ${hour} AS hour, count(*) AS rows, ${ids} AS ids FROM ${table} GROUP BY hour`,
    )
    return new Map(found.map((each) => [each.hour, each]))
  }
  const repeated = quoteName(`repeated_of_${hours[0]?.startMs}`)
  const before = await count()
  try {
    await db.run(`CREATE TEMP TABLE ${repeated} AS ${repeatedIds(table)}`)
    await db.run(removeRepeated(table, repeated, hour))
  } finally {
    await db.run(`DROP TABLE IF EXISTS ${repeated}`)
  }
  const after = await count(idsOf)
  return rows.map((_each, at) => {
    const { rows: events = 0, ids } = after.get(at) ?? {}
    return { events, duplicates: (before.get(at)?.rows ?? 0) - events, ids }
  })
}

interface HourToPublish extends Counts, HourRows {
  /** What was left out of its files, or is wrong with them. */
  readonly met: readonly Notice[]
}

async function publishHour(
  { db, root, changes, signal }: HoursWork,
  { hour, from, files, events, duplicates, ids, met }: HourToPublish,
): Promise<CompactedHour> {
  if (files.length === 0) return { facts: undefined, notices: met }
  const notices = met.filter(({ kind }) => kind !== 'unreadable_file')
  const facts = factsOf({ sources: sourcesOf(files), events, duplicates, notices })
  const target = parquetPath(hour.startMs)
  const temporary = placeToWrite(root, target)
  try {
    const rows = `SELECT ${storedColumnList} FROM ${from} ${eventOrder}`
    await writeParquet(db, temporary, { rows, facts, ids })
    signal?.throwIfAborted()
    await publishFile(changes, temporary, join(root, target))
    return { facts, notices: met }
  } finally {
    // Gone already when all went well.
    await changes.remove(temporary).catch(() => {})
  }
}
