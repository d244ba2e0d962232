import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { hourMs } from '../layout/partition.ts'
import type { Notice } from './notice.ts'

/** A file of an archive. */
export interface SourceFile {
  /** From the root of the archive. */
  readonly path: string
  readonly bytes: number
  /** Another file in its place has another. */
  readonly stamp?: string | undefined
}

/**
 * What tells a file from one that took its place since. Not the time of its last change: a copy of a bucket
 * is marked with it as used.
 */
export const stampOf = ({ ino, size, birthtimeMs }: Stats): string =>
  `${ino} ${size} ${birthtimeMs}`

/** The files that arrived within one hour. */
export interface Hour {
  /** Its beginning, UTC, in milliseconds since the epoch. */
  readonly startMs: number
  /** Sorted by name. */
  readonly files: readonly SourceFile[]
}

/** From the first to before the last; either end may be open. */
export interface TimeRange {
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

export interface ListOptions {
  readonly root: string
  /** The folder below the root: `events`, `rejected`, `parquet`. */
  readonly folder: string
  /** Hours that begin in it, or that it begins in. */
  readonly range: TimeRange
  /** Why a file is none of this folder; undefined when it is one. */
  readonly objection: (name: string) => string | undefined
}

export interface Listing {
  /** Sorted by time; hours without files are left out. */
  readonly hours: readonly Hour[]
  readonly notices: readonly Notice[]
}

/** One step down: what its folders are called, and the time that one of them covers. */
interface Level {
  readonly pattern: RegExp
  readonly span: (values: readonly number[]) => readonly [fromMs: number, toMs: number]
}

const levels: readonly Level[] = [
  { pattern: /^year=(\d{4})$/u, span: ([y = 0]) => [Date.UTC(y, 0), Date.UTC(y + 1, 0)] },
  {
    pattern: /^month=(0[1-9]|1[0-2])$/u,
    span: ([y = 0, m = 1]) => [Date.UTC(y, m - 1), Date.UTC(y, m)],
  },
  {
    pattern: /^day=(0[1-9]|[12]\d|3[01])$/u,
    span: ([y = 0, m = 1, d = 1]) => [Date.UTC(y, m - 1, d), Date.UTC(y, m - 1, d + 1)],
  },
  {
    pattern: /^hour=([01]\d|2[0-3])$/u,
    span: ([y = 0, m = 1, d = 1, h = 0]) => {
      const startMs = Date.UTC(y, m - 1, d, h)
      return [startMs, startMs + hourMs]
    },
  },
]

/**
 * The files of each hour, without a look at hours outside of the range. Nothing else goes on meanwhile: handing
 * each folder to another thread takes twice as long as reading it.
 */
export async function listHours(options: ListOptions): Promise<Listing> {
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY } = options.range
  const hours: Hour[] = []
  const notices: Notice[] = []
  const foreign = (path: string, detail: string): void => {
    notices.push({ kind: 'foreign_file', path, count: 1, detail })
  }
  const descend = (path: string, values: readonly number[]): void => {
    const level = levels[values.length]
    if (level === undefined) {
      const [startMs] = levels.at(-1)?.span(values) ?? [0]
      const files = listFiles(path, options, foreign)
      if (files.length > 0) hours.push({ startMs, files })
      return
    }
    for (const entry of visible(join(options.root, path))) {
      const found = level.pattern.exec(entry.name)
      const below = `${path}/${entry.name}`
      if (found === null || entry.isFile()) {
        foreign(below, 'not a part of an archive')
        continue
      }
      const more = [...values, Number(found[1])]
      const [start, end] = level.span(more)
      if (end <= fromMs || start >= toMs) continue
      // The 31st of a short month would be counted as a day of the next one.
      if (isDay(more)) descend(below, more)
      else foreign(below, 'no such day')
    }
  }
  descend(options.folder, [])
  return { hours: hours.sort((a, b) => a.startMs - b.startMs), notices }
}

const isDay = ([year = 0, month = 1, day = 1]: readonly number[]): boolean =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day

/** DuckDB reads these as patterns, wherever they stand in a path. */
const patternCharacters = /[*?[\]{}]/u

export const holdsPattern = (path: string): boolean => patternCharacters.test(path)

function listFiles(
  path: string,
  { root, objection }: ListOptions,
  foreign: (path: string, detail: string) => void,
): SourceFile[] {
  const files: SourceFile[] = []
  for (const entry of visible(join(root, path))) {
    const below = `${path}/${entry.name}`
    const found = entry.isDirectory() ? undefined : statSync(join(root, below))
    if (found?.isFile() !== true) foreign(below, 'not a file')
    else if (holdsPattern(entry.name)) foreign(below, 'a name with one of * ? [ ] { }')
    else {
      const why = objection(entry.name)
      if (why === undefined) files.push({ path: below, bytes: found.size, stamp: stampOf(found) })
      else foreign(below, why)
    }
  }
  return files
}

/** What begins with . or _ is nobody's data, by an old habit of Hadoop that Athena shares. */
function visible(path: string): Dirent[] {
  return readFolder(path)
    .filter(({ name }) => !name.startsWith('.') && !name.startsWith('_'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function readFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
