import { join } from 'node:path'
import { type Changes, placeToWrite, publishFile } from '../housekeeping/publish-file.ts'
import { type Db, quote } from '../reader/db.ts'
import { findRepeated } from '../reader/find-repeated.ts'
import { type ParquetFile, parquetGroups, readParquetFiles } from '../reader/parquet-files.ts'
import { listParquet } from '../reader/plan-hours.ts'
import { readRepeats, repeatsPath } from '../reader/repeats.ts'
import { rawRows } from '../reader/views-sql.ts'

export interface RenewWork {
  readonly db: Db
  readonly root: string
  readonly changes: Changes
  readonly signal?: AbortSignal | undefined
}

/** Looking through every event_id of so many events takes about a second and a half. */
const fewEvents = 10_000_000

const eventsOf = (files: readonly ParquetFile[]): number =>
  files.reduce((sum, { facts }) => sum + facts.events, 0)

/**
 * Whether new files are to be compared now, with each other and with all that were compared before. In
 * a large archive an hour is not worth a look at everything: until a sixteenth of it is new, readers
 * look for what is in the new files themselves.
 */
export const isWorthComparing = (fresh: number, all: number): boolean =>
  all <= fewEvents || fresh * 16 >= all

/**
 * Finds which events are in more than one compacted hour, so that a reader need not. Replaced in one step;
 * it speaks only of the very files that were compared, so that one of another state misleads nobody.
 */
export async function renewRepeats({ db, root, changes, signal }: RenewWork): Promise<void> {
  const { hours } = await listParquet(root, {})
  const read = await readParquetFiles(db, root, hours)
  const files = read.files.filter(({ facts }) => facts.id !== undefined)
  const { isCompared, files: known } = await readRepeats(db, root, files)
  const compared = files.filter(isCompared)
  const others = files.filter((file) => !isCompared(file))
  if (others.length === 0 && known === compared.length) return
  if (others.length > 0 && !isWorthComparing(eventsOf(others), eventsOf(files))) return
  await db.run(`CREATE OR REPLACE TEMP VIEW weir_rows AS
    ${rawRows('events', parquetGroups(root, files))}`)
  await findRepeated(db, {
    compared: parquetGroups(root, compared),
    others: parquetGroups(root, others),
    isWhole: false,
  })
  signal?.throwIfAborted()
  const temporary = placeToWrite(root, repeatsPath)
  try {
    await db.run(`COPY (${repeatsOf(root, files)}) TO ${quote(temporary)}
      (FORMAT parquet, COMPRESSION zstd)`)
    await publishFile(changes, temporary, join(root, repeatsPath))
  } finally {
    // Gone already when all went well.
    await changes.remove(temporary).catch(() => {})
  }
}

/** A file that shares no event with any other is in it as well, in a row of its own. */
function repeatsOf(root: string, files: readonly ParquetFile[]): string {
  const structs = files.map(
    ({ file: { path, bytes }, facts: { id = '' } }) =>
      `{path: ${quote(path)}, bytes: ${bytes}, id: ${quote(id)}}`,
  )
  const type = 'STRUCT(path VARCHAR, bytes BIGINT, id VARCHAR)[]'
  return `SELECT path, bytes, id, event, nth, weir_row AS "row"
    FROM (SELECT unnest([${structs.join(', ')}]::${type}, recursive := true))
    LEFT JOIN weir_repeated ON weir_file = ${quote(join(root, '/'))} || path
    ORDER BY path, "row"`
}
