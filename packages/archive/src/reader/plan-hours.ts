import { basename } from 'node:path'
import { compressionOf } from '../layout/file-name.ts'
import { hourMs } from '../layout/partition.ts'
import type { Db } from './db.ts'
import {
  type Hour,
  listHours,
  type Listing,
  type SourceFile,
  type TimeRange,
} from './list-hours.ts'
import type { Notice } from './notice.ts'
import { type ParquetFile, parquetName, readParquetFiles } from './parquet-files.ts'

export const dayMs: number = 24 * hourMs

/** How long after the end of a range an event of it may have arrived, unless said otherwise. */
export const usualLateMs: number = 7 * dayMs

export interface Slack {
  /** How long after the range. Default: seven days. */
  readonly lateMs?: number | undefined
  /** How long before the range, beyond what clocks need. Default: 0. */
  readonly earlyMs?: number | undefined
}

/**
 * Which hours of arrival can hold what happened in a range. An event arrives after it happened, but
 * the hour of a file is that of its first line, and a corrected clock may be five seconds ahead.
 */
export function arrivalRange(range: TimeRange, slack: Slack = {}): TimeRange {
  const { lateMs = usualLateMs, earlyMs = 0 } = slack
  return {
    fromMs: range.fromMs === undefined ? undefined : range.fromMs - hourMs - earlyMs,
    toMs: range.toMs === undefined ? undefined : range.toMs + lateMs,
  }
}

/** The hours of a folder of files of lines. */
export const listLines = (
  root: string,
  folder: 'events' | 'rejected',
  range: TimeRange,
): Promise<Listing> =>
  listHours({
    root,
    folder,
    range,
    objection: (name) =>
      compressionOf(name) === undefined ? 'neither .json.gz nor .json.zst' : undefined,
  })

/** The compacted hours. */
export const listParquet = (root: string, range: TimeRange): Promise<Listing> =>
  listHours({
    root,
    folder: 'parquet',
    range,
    objection: (name) => (name === parquetName ? undefined : `not ${parquetName}`),
  })

/** The files of lines that are not in the Parquet file of their hour. */
export function uncovered(hour: Hour, parquet: ParquetFile | undefined): SourceFile[] {
  const sources = new Map(parquet?.facts.sources.map(({ name, bytes }) => [name, bytes]))
  return hour.files.filter(({ path, bytes }) => sources.get(basename(path)) !== bytes)
}

/** One hour of events: what is compacted of it, and what is not. */
export interface PlannedHour {
  readonly startMs: number
  readonly parquet: ParquetFile | undefined
  /** Files of lines that the Parquet file does not hold. */
  readonly lines: readonly SourceFile[]
  /** All files of lines, those that the Parquet file holds included. */
  readonly originals: readonly SourceFile[]
}

export interface Plan {
  /** Sorted by time. */
  readonly hours: readonly PlannedHour[]
  readonly notices: readonly Notice[]
}

/** What each hour of events is read from: no file of lines that its Parquet file holds is read. */
export async function planHours(db: Db, root: string, range: TimeRange): Promise<Plan> {
  const [lines, compacted] = await Promise.all([
    listLines(root, 'events', range),
    listParquet(root, range),
  ])
  const parquet = await readParquetFiles(db, root, compacted.hours)
  const parquetOf = new Map(parquet.files.map((file) => [file.startMs, file]))
  const linesOf = new Map(lines.hours.map((hour) => [hour.startMs, hour]))
  const starts = [...new Set([...linesOf.keys(), ...parquetOf.keys()])].sort((a, b) => a - b)
  const hours = starts.map((startMs): PlannedHour => {
    const hour = linesOf.get(startMs) ?? { startMs, files: [] }
    const file = parquetOf.get(startMs)
    return { startMs, parquet: file, lines: uncovered(hour, file), originals: hour.files }
  })
  const left = parquet.files.flatMap(({ facts }) => facts.notices)
  return { hours, notices: [...lines.notices, ...compacted.notices, ...parquet.notices, ...left] }
}
