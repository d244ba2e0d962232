import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Db, quote, quoteAll } from './db.ts'
import { knownColumns } from './find-repeated.ts'
import type { ParquetFile } from './parquet-files.ts'

/**
 * Which compacted hours were compared, and where the events are that are in more than one of them. A
 * name that begins with _ is nobody's data, for us and for Athena.
 */
export const repeatsPath = 'parquet/_repeats'

/** What one file of `repeatsPath` is known by: another one in its place has another id. */
const nameOf = (path: string, bytes: number, id: string): string => `${path} ${bytes} ${id}`

export interface Repeats {
  /** Whether a file is as it was when it was compared. */
  readonly isCompared: (file: ParquetFile) => boolean
  /** How many files were compared. */
  readonly files: number
  /** Whether these are all of those that were compared. */
  readonly isWhole: boolean
}

const nothing: Repeats = { isCompared: () => false, files: 0, isWhole: false }

/**
 * Makes the table `weir_known` of what is known of these files. It is no more than knowledge: where it is
 * missing, damaged or of other files, everything is looked at anew.
 */
export async function readRepeats(
  db: Db,
  root: string,
  files: readonly ParquetFile[],
): Promise<Repeats> {
  const path = join(root, repeatsPath)
  const there = await stat(path).catch(() => undefined)
  if (there?.isFile() === true) {
    try {
      return await readKnown(db, root, files)
    } catch {
      // As if it were not there.
    }
  }
  await db.run(`CREATE OR REPLACE TEMP TABLE weir_known (${knownColumns})`)
  return nothing
}

async function readKnown(db: Db, root: string, files: readonly ParquetFile[]): Promise<Repeats> {
  // In one statement: a compaction may put another file in its place at any time.
  await db.run(`CREATE OR REPLACE TEMP TABLE weir_repeats AS
    SELECT path, bytes, id, event, nth, "row" FROM read_parquet(${quoteAll([join(root, repeatsPath)])},
      hive_partitioning = false)`)
  const compared = await db.all<{ path: string; bytes: number; id: string }>(
    'SELECT DISTINCT path, bytes, id FROM weir_repeats',
  )
  const names = new Set(compared.map(({ path, bytes, id }) => nameOf(path, bytes, id)))
  const isCompared = ({ file, facts }: ParquetFile): boolean =>
    facts.id !== undefined && names.has(nameOf(file.path, file.bytes, facts.id))
  const known = files.filter(isCompared).map(({ file }) => file.path)
  await db.run(`CREATE OR REPLACE TEMP TABLE weir_known AS
    SELECT ${quote(join(root, '/'))} || path AS weir_file, "row" AS weir_row, event, nth
    FROM weir_repeats WHERE event IS NOT NULL AND path IN (SELECT unnest(${quoteAll(known)}::VARCHAR[]))`)
  return { isCompared, files: compared.length, isWhole: known.length === compared.length }
}
