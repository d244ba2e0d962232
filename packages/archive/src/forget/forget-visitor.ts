import { basename, join } from 'node:path'
import { lockArchive } from '../housekeeping/lock-archive.ts'
import { prepareChanges } from '../housekeeping/prepare-changes.ts'
import { type Changes, placeToWrite, publishFile } from '../housekeeping/publish-file.ts'
import { findArchive } from '../reader/archive-root.ts'
import type { DbOptions } from '../reader/db.ts'
import type { Notice } from '../reader/notice.ts'
import { type OpenArchive, openArchive } from '../reader/open-archive.ts'
import { planHours } from '../reader/plan-hours.ts'
import type { ParquetFile } from '../reader/parquet-files.ts'
import { type Asked, findVisitor, type FoundVisitor } from './find-visitor.ts'
import { readJournal, removeJournal, together, writeJournal } from './journal.ts'
import { wantedOf, writeWithout } from './lines-file.ts'
import { writeRowsWithout } from './parquet-file.ts'
import { searchArchive, type Searched } from './search-archive.ts'
import { isTheirsSql } from './visitor.ts'

export interface ForgetOptions extends Omit<DbOptions, 'scratch'> {
  readonly location: string
  readonly asked: Asked
  /** Says what holds them, and changes nothing. */
  readonly dryRun: boolean
  readonly changes: Changes
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface Forgotten extends FoundVisitor {
  readonly found: Searched
  /** The same search afterwards; undefined in a dry run. */
  readonly left: Searched | undefined
  readonly notices: readonly Notice[]
}

/**
 * Rewrites exactly the files that hold a visitor, and searches all of them again. Each file goes from
 * its old state to its new one in a single step; when it is stopped in between, the next time does
 * the rest, and no number is wrong meanwhile: a file of lines that is not the one that Parquet knows
 * is read beside it, and each event counts once.
 */
export async function forgetVisitor(options: ForgetOptions): Promise<Forgotten> {
  const { location, dryRun, changes, signal } = options
  const root = await findArchive(location)
  const unlock = dryRun ? async () => {} : await lockArchive(root)
  try {
    if (!dryRun) await prepareChanges(root)
    const archive = await open(options)
    try {
      const who = await findAll(archive, options)
      const found = await searchArchive(archive, who.visitor, options)
      const seen = { ...who, found, notices: archive.notices }
      if (dryRun) return { ...seen, left: undefined }
      await writeJournal(root, who.visitor)
      await rewriteAll({ archive, root, changes, signal, who, found })
      const after = await open(options)
      try {
        const left = await searchArchive(after, who.visitor, options)
        await removeJournal(root)
        return { ...seen, left }
      } finally {
        await after.close()
      }
    } finally {
      await archive.close()
    }
  } finally {
    await unlock()
  }
}

/** Who was asked for, and whoever an earlier run that was stopped did not come to the end of. */
async function findAll({ db, root }: OpenArchive, { asked }: ForgetOptions): Promise<FoundVisitor> {
  const found = await findVisitor(db, asked)
  const unfinished = await readJournal(root)
  if (unfinished === undefined) return found
  return { ...found, visitor: together(found.visitor, unfinished) }
}

const open = ({ location, memory, threads, signal }: ForgetOptions): Promise<OpenArchive> =>
  openArchive({
    location,
    memory,
    threads,
    signal,
    filter: { range: {} },
    streams: ['events'],
  })

interface Rewrite {
  readonly archive: OpenArchive
  readonly root: string
  readonly changes: Changes
  readonly signal: AbortSignal | undefined
  readonly who: FoundVisitor
  readonly found: Searched
}

async function rewriteAll(work: Rewrite): Promise<void> {
  const { archive, root, found } = work
  const { hours } = await planHours(archive.db, root, {})
  const parquetOf = new Map(
    hours.flatMap(({ parquet }) =>
      parquet === undefined ? [] : [[folderOf(parquet.file.path), parquet] as const],
    ),
  )
  // An hour is one piece of work: its Parquet file knows the sizes of its files of lines.
  const paths = [...found.lines, ...found.parquet].map(({ path }) => path)
  for (const [hour, files] of Map.groupBy(paths, folderOf)) {
    work.signal?.throwIfAborted()
    await rewriteHour(work, new Set(files), parquetOf.get(hour))
  }
}

/** `year=2026/month=11/day=21/hour=01`, whatever stands before it. */
const folderOf = (path: string): string => path.split('/').slice(-5, -1).join('/')

async function rewriteHour(
  work: Rewrite,
  files: ReadonlySet<string>,
  parquet: ParquetFile | undefined,
): Promise<void> {
  const { archive, root, changes, who, found, signal } = work
  const written: { path: string; target: string; isEmpty: boolean }[] = []
  try {
    for (const { path } of found.lines) {
      if (!files.has(path)) continue
      const target = placeToWrite(root, path)
      const entry = { path, target, isEmpty: false }
      written.push(entry)
      const place = { root, path, target }
      const { lines, theirs } = await writeWithout(place, wantedOf(who.visitor), signal)
      entry.isEmpty = lines === theirs
    }
    if (parquet !== undefined && (files.has(parquet.file.path) || knowsOneOf(parquet, written))) {
      const target = placeToWrite(root, parquet.file.path)
      const rewritten = new Map(
        written
          .filter(({ path }) => path.startsWith('events/'))
          .map((each) => [basename(each.path), each.target]),
      )
      const condition = isTheirsSql(who.visitor)
      const rows = { root, file: parquet, condition, target, rewritten }
      written.push({ path: parquet.file.path, target, isEmpty: false })
      await writeRowsWithout(archive.db, rows)
    }
    signal?.throwIfAborted()
    for (const { path, target, isEmpty } of written) {
      if (isEmpty) await changes.remove(join(root, path))
      else await publishFile(changes, target, join(root, path))
    }
  } finally {
    for (const { target } of written) await changes.remove(target).catch(() => {})
  }
}

/** Whether a Parquet file has to learn the new size of one of its sources. */
const knowsOneOf = ({ facts }: ParquetFile, written: readonly { path: string }[]): boolean => {
  const names = new Set(written.map(({ path }) => basename(path)))
  return facts.sources.some(({ name }) => names.has(name))
}
