import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { eventOrder } from '../compact/compact-sql.ts'
import { type Db, quote } from '../reader/db.ts'
import { storedColumnList, storedColumns } from '../reader/derived-columns.ts'
import { factsKey, type ParquetFacts, type ParquetFile } from '../reader/parquet-files.ts'
import { rawRows } from '../reader/views-sql.ts'

const rowsOf = (root: string, { file, facts }: ParquetFile): string =>
  `(${rawRows('events', [{ paths: [join(root, file.path)], columns: facts.columns }])})`

/** How many rows of a compacted hour a condition is true of. */
export async function countRows(
  db: Db,
  root: string,
  { file, condition }: { readonly file: ParquetFile; readonly condition: string },
): Promise<{ readonly rows: number; readonly theirs: number }> {
  return db.one(`
    SELECT count(*) AS rows, count(*) FILTER (${condition}) AS theirs FROM ${rowsOf(root, file)}`)
}

export interface RewriteRows {
  readonly root: string
  readonly file: ParquetFile
  /** True of the rows that go. */
  readonly condition: string
  readonly target: string
  /** Where the new files of lines are that will take the place of old ones, by their names. */
  readonly rewritten: ReadonlyMap<string, string>
}

/** Writes a compacted hour again without some rows. */
export async function writeRowsWithout(db: Db, work: RewriteRows): Promise<void> {
  const { root, file, condition, target, rewritten } = work
  const { rows, theirs } = await countRows(db, root, work)
  const sources = await Promise.all(
    file.facts.sources.map(async ({ name, bytes }) => {
      const path = rewritten.get(name)
      return { name, bytes: path === undefined ? bytes : (await stat(path)).size }
    }),
  )
  const facts: ParquetFacts = {
    ...file.facts,
    id: randomUUID(),
    sources,
    columns: storedColumns,
    events: rows - theirs,
  }
  await db.run(`
    COPY (SELECT ${storedColumnList} FROM ${rowsOf(root, file)} WHERE NOT (${condition}) ${eventOrder})
    TO ${quote(target)} (
      FORMAT parquet, COMPRESSION zstd, KV_METADATA {${factsKey}: ${quote(JSON.stringify(facts))}}
    )`)
}
