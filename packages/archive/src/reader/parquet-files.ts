import { join } from 'node:path'
import { type Db, quoteAll } from './db.ts'
import type { Hour, SourceFile } from './list-hours.ts'
import type { Notice } from './notice.ts'
import type { ParquetGroup } from './views-sql.ts'

/** What a Parquet file of ours says of itself, in its footer. */
export interface ParquetFacts {
  readonly format: 1
  /** Another one in the same place, with rows in another order, has another. Not in older files. */
  readonly id?: string | undefined
  /** The files of lines that are in it. Any other of its hour is not. */
  readonly sources: readonly { readonly name: string; readonly bytes: number }[]
  readonly columns: readonly string[]
  readonly events: number
  /** How many lines were the same events again. */
  readonly duplicates: number
  /** What was left out when it was made. */
  readonly notices: readonly Notice[]
}

/** A compacted hour. */
export interface ParquetFile {
  readonly startMs: number
  readonly file: SourceFile
  readonly facts: ParquetFacts
}

export interface ParquetFiles {
  readonly files: readonly ParquetFile[]
  readonly notices: readonly Notice[]
}

/** There is one in each compacted hour: whoever replaces it replaces all of the hour. */
export const parquetName = 'events.parquet'

/** The key of the facts in the footer. */
export const factsKey = 'weir'

/** Reads the footers. What is no file of ours, or damaged, is named and not used. */
export async function readParquetFiles(
  db: Db,
  root: string,
  hours: readonly Hour[],
): Promise<ParquetFiles> {
  const notices: Notice[] = []
  const files: ParquetFile[] = []
  const listed = hours.flatMap(({ startMs, files: found }) =>
    found.map((file) => ({ startMs, file })),
  )
  const facts = await readFacts(
    db,
    root,
    listed.map(({ file }) => file.path),
  )
  for (const { startMs, file } of listed) {
    const found = facts.get(file.path)
    if (typeof found === 'object') files.push({ startMs, file, facts: found })
    else {
      const detail = found ?? 'not written by weir-archive compact'
      notices.push({ kind: 'unreadable_file', path: file.path, count: 1, detail })
    }
  }
  return { files, notices }
}

/** Files by their columns, for those that an earlier version wrote. */
export function parquetGroups(root: string, files: readonly ParquetFile[]): ParquetGroup[] {
  const groups = new Map<string, { paths: string[]; columns: readonly string[] }>()
  for (const { file, facts } of files) {
    const { columns } = facts
    const group = groups.get(columns.join()) ?? { paths: [], columns }
    group.paths.push(join(root, file.path))
    groups.set(columns.join(), group)
  }
  return [...groups.values()]
}

/** By path: the facts, or why there are none. */
async function readFacts(
  db: Db,
  root: string,
  paths: readonly string[],
): Promise<Map<string, ParquetFacts | string>> {
  if (paths.length === 0) return new Map()
  try {
    const rows = await db.all<{ file_name: string; facts: string }>(`
      SELECT file_name, decode(value) AS facts
      FROM parquet_kv_metadata(${quoteAll(paths.map((path) => join(root, path)))})
      WHERE decode(key) = '${factsKey}'`)
    const pathOf = new Map(paths.map((path) => [join(root, path), path]))
    return new Map(
      rows.map(({ file_name: name, facts }) => [pathOf.get(name) ?? name, parseFacts(facts)]),
    )
  } catch (error) {
    if (paths.length === 1 && paths[0] !== undefined) {
      const message = error instanceof Error ? error.message : String(error)
      return new Map([[paths[0], `damaged (${message.split('\n')[0]})`]])
    }
    // One bad file fails them all: halve until it stands alone.
    const half = Math.ceil(paths.length / 2)
    return new Map([
      ...(await readFacts(db, root, paths.slice(0, half))),
      ...(await readFacts(db, root, paths.slice(half))),
    ])
  }
}

function parseFacts(text: string): ParquetFacts | string {
  const facts = JSON.parse(text) as ParquetFacts
  return facts.format === 1 ? facts : `written by a newer version (format ${String(facts.format)})`
}
