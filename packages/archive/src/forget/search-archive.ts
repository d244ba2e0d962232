import { join, relative, sep } from 'node:path'
import type { OpenArchive } from '../reader/open-archive.ts'
import { listHours } from '../reader/list-hours.ts'
import { listLines } from '../reader/plan-hours.ts'
import { countLines, wantedOf } from './lines-file.ts'
import { isTheirsSql, type Visitor } from './visitor.ts'

/** A file that holds them, and how often. */
export interface Holder {
  readonly path: string
  readonly theirs: number
}

/** A search through everything. */
export interface Searched {
  /** The question, as `weir-archive sql` takes it. */
  readonly query: string
  readonly rows: number
  readonly parquetFiles: number
  readonly parquet: readonly Holder[]
  readonly lineCount: number
  readonly lineFiles: number
  readonly lines: readonly Holder[]
  /** Files that cannot be searched, with the reason. */
  readonly unsearched: readonly { readonly path: string; readonly why: string }[]
}

export interface SearchOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Looks for a visitor in every file of an archive, line by line where it is lines. */
export async function searchArchive(
  archive: OpenArchive,
  visitor: Visitor,
  options: SearchOptions,
): Promise<Searched> {
  const { root, db } = archive
  const condition = isTheirsSql(visitor)
  const query = `SELECT count(*) FROM events WHERE ${condition}`
  const files = await db.all<{ file: string; rows: number; theirs: number }>(`
    SELECT weir_file AS file, count(*) AS rows, count(*) FILTER (${condition}) AS theirs
    FROM weir_rows GROUP BY weir_file ORDER BY weir_file`)
  const ours = files.flatMap(({ file, ...counts }) => {
    const path = relative(root, file).split(sep).join('/')
    // What lies beside the archive was made of files of lines, which are searched below.
    return path.startsWith('parquet/') ? [{ path, ...counts }] : []
  })
  return {
    query,
    rows: ours.reduce((sum, { rows }) => sum + rows, 0),
    parquetFiles: ours.length,
    parquet: ours.filter(({ theirs }) => theirs > 0).map(({ path, theirs }) => ({ path, theirs })),
    ...(await searchLines(root, visitor, options)),
  }
}

async function searchLines(
  root: string,
  visitor: Visitor,
  { signal, onProgress }: SearchOptions,
): Promise<Pick<Searched, 'lineCount' | 'lineFiles' | 'lines' | 'unsearched'>> {
  const wanted = wantedOf(visitor)
  const listed = [await listLines(root, 'events', {}), await listLines(root, 'rejected', {})]
  const files = listed.flatMap(({ hours }) => hours.flatMap((hour) => hour.files))
  const lines: Holder[] = []
  const unsearched: { path: string; why: string }[] = []
  let lineCount = 0
  for (const [at, { path }] of files.entries()) {
    signal?.throwIfAborted()
    try {
      const counted = await countLines(join(root, path), wanted, signal)
      lineCount += counted.lines
      if (counted.theirs > 0) lines.push({ path, theirs: counted.theirs })
    } catch (error) {
      signal?.throwIfAborted()
      unsearched.push({ path, why: error instanceof Error ? error.message : String(error) })
    }
    onProgress?.(at + 1, files.length)
  }
  for (const { path } of await undecoded(root)) {
    unsearched.push({ path, why: 'what a reader of the stream could not make out' })
  }
  for (const { notices } of listed) {
    for (const { path, detail } of notices) unsearched.push({ path, why: detail })
  }
  return { lineCount, lineFiles: files.length, lines, unsearched }
}

async function undecoded(root: string): Promise<{ readonly path: string }[]> {
  const folder = 'errors/processing-failed'
  const { hours } = await listHours({ root, folder, range: {}, objection: () => undefined })
  return hours.flatMap(({ files }) => files)
}
