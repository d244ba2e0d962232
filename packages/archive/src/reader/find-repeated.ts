import type { Db } from './db.ts'
import { type ParquetGroup, rawRows } from './views-sql.ts'

/** What an archive is read from. */
export interface EventFiles {
  /** Compacted hours that were compared with each other: `weir_known` says what they share. */
  readonly compared: readonly ParquetGroup[]
  /** All others: any of their events may be in any file. */
  readonly others: readonly ParquetGroup[]
  /** Whether `weir_known` leaves out no place of an event that it knows. */
  readonly isWhole: boolean
}

/** Of what is the same event, the first to arrive, whatever the order of reading. */
const arrival = 'received_at, "timestamp", event_type, session_id, weir_file, weir_row'

/** `weir_known`: every place of every event that has several, as compaction found them. */
export const knownColumns = 'weir_file VARCHAR, weir_row BIGINT, event BIGINT, nth BIGINT'

/**
 * Makes the table `weir_repeated` of `weir_rows`: every place of an event that is in it more than once.
 * `event` is the same for the places of one event, `nth` counts them from 1, the first to arrive. Of
 * files that were compared no event_id is read, unless there are others.
 */
export async function findRepeated(db: Db, files: EventFiles): Promise<void> {
  const { others, isWhole } = files

  const isAnyOther = others.some(({ paths }) => paths.length > 0)
  if (isWhole && !isAnyOther) {
    await db.run('CREATE TEMP VIEW weir_repeated AS FROM weir_known')
    return
  }
  if (isAnyOther) await lookAtOthers(db, files)
  else await db.run(`CREATE TEMP TABLE weir_found (${knownColumns})`)
  // What was looked at now is known better: to an event of two places a third may have come.
  await db.run(`CREATE TEMP TABLE weir_repeated AS
    SELECT weir_file, weir_row, event, row_number() OVER (PARTITION BY event ORDER BY nth) AS nth
    FROM weir_known ANTI JOIN weir_found USING (weir_file, weir_row)
    QUALIFY count(*) OVER (PARTITION BY event) > 1
    UNION ALL
    SELECT weir_file, weir_row, event + (SELECT coalesce(max(event), 0) FROM weir_known), nth
    FROM weir_found`)
}

/** Two ids of one hash are told apart in the second look, which only few rows are worth. */
async function lookAtOthers(db: Db, { compared, others }: EventFiles): Promise<void> {
  const ids = (groups: readonly ParquetGroup[]): string =>
    `SELECT hash(event_id) AS id FROM (${rawRows('events', groups)})`
  const isComparedToo = compared.some(({ paths }) => paths.length > 0)
  const there = `UNION ALL FROM (${ids(compared)}) WHERE id IN (${ids(others)})`
  await db.run(`CREATE TEMP TABLE weir_twice AS
    SELECT id FROM (${ids(others)} ${isComparedToo ? there : ''})
    GROUP BY id HAVING count(*) > 1`)
  await db.run(`CREATE TEMP TABLE weir_found AS
    SELECT weir_file, weir_row, dense_rank() OVER (ORDER BY event_id) AS event,
      row_number() OVER (PARTITION BY event_id ORDER BY ${arrival}) AS nth
    FROM weir_rows WHERE hash(event_id) IN (FROM weir_twice)
    QUALIFY count(*) OVER (PARTITION BY event_id) > 1`)
}
