import { join } from 'node:path'
import type { RejectedRecord } from '@weir/schema'
import type { ArchiveStream } from '../layout/partition.ts'
import { type Db, quote, quoteName } from '../reader/db.ts'
import { streamColumns } from '../reader/lines-sql.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import { listLines, planHours } from '../reader/plan-hours.ts'
import { readLinesOf } from '../reader/read-lines.ts'
import { verifyFile } from '../reader/verify-file.ts'
import { toWireAgain, toWireEvent, type WireEvent } from './wire-event.ts'

/** A file that is replayed from its beginning to its end. */
export interface ReplayUnit {
  /** From the root of the archive. */
  readonly path: string
  readonly bytes: number
  readonly columns?: readonly string[] | undefined
}

export interface ReplayPlan {
  readonly units: readonly ReplayUnit[]
  readonly notices: readonly Notice[]
}

/** What was read at one place of a file: an event, or why there is none. */
export type ReadBack =
  | { readonly wire: WireEvent; readonly code: string | undefined }
  | { readonly skip: string }

/** The files of a stream in the order of their hours; compacted hours by what is compacted of them. */
export async function planReplay(
  db: Db,
  root: string,
  { stream, range }: { readonly stream: ArchiveStream; readonly range: TimeRange },
): Promise<ReplayPlan> {
  const units: ReplayUnit[] = []
  const notices: Notice[] = []
  const addLines = async (files: readonly { path: string; bytes: number }[]): Promise<void> => {
    for (const file of files) {
      const detail = await verifyFile(join(root, file.path))
      if (detail === undefined) units.push(file)
      else notices.push({ kind: 'unreadable_file', path: file.path, count: 1, detail })
    }
  }
  if (stream === 'rejected') {
    const listed = await listLines(root, 'rejected', range)
    notices.push(...listed.notices)
    for (const { files } of listed.hours) await addLines(files)
    return { units, notices }
  }
  const plan = await planHours(db, root, range)
  notices.push(...plan.notices)
  for (const { parquet, lines } of plan.hours) {
    if (parquet !== undefined) units.push({ ...parquet.file, columns: parquet.facts.columns })
    await addLines(lines)
  }
  return { units, notices }
}

/** What a file holds from a place on, in its order, which never changes. */
export async function* readUnit(
  db: Db,
  root: string,
  { stream, unit, from }: { stream: ArchiveStream; unit: ReplayUnit; from: number },
): AsyncGenerator<ReadBack> {
  const path = join(root, unit.path)
  if (unit.columns !== undefined) {
    const known = streamColumns.events.filter(({ name }) => unit.columns?.includes(name))
    const { columns, chunks } = await db.rows(`
      SELECT ${known.map(({ name }) => quoteName(name)).join(', ')}
      FROM read_parquet(${quote(path)}, file_row_number = true, hive_partitioning = false)
      WHERE file_row_number >= ${from} ORDER BY file_row_number`)
    for await (const rows of chunks) {
      for (const row of rows) {
        const record = Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]))
        yield { wire: toWireEvent(record), code: undefined }
      }
    }
    return
  }
  let at = 0
  for await (const line of readLinesOf(path)) {
    if (at >= from) yield readBack(stream, line.toString())
    at += 1
  }
}

function readBack(stream: ArchiveStream, line: string): ReadBack {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    return { skip: 'not JSON' }
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { skip: 'not a record' }
  }
  if (stream === 'events') {
    const stored = record as Readonly<Record<string, unknown>>
    if (typeof stored['event_id'] !== 'string') return { skip: 'not a record' }
    return { wire: toWireEvent(stored), code: undefined }
  }
  const rejected = record as RejectedRecord
  if (typeof rejected.code !== 'string' || !('event' in rejected)) return { skip: 'not a record' }
  return { wire: toWireAgain(rejected), code: rejected.code }
}
