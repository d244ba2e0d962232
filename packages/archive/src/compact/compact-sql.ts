import { quoteName } from '../reader/db.ts'
import { storedColumnList } from '../reader/derived-columns.ts'
import { streamColumns } from '../reader/lines-sql.ts'

const names = streamColumns.events.map(({ name }) => name)

/** All columns of an event. */
export const eventColumnList: string = names.map(quoteName).join(', ')

/** Visits lie together, which compresses them best and suits most questions. */
export const eventOrder: string = 'ORDER BY site_id, session_id, "timestamp", seq'

/** Of rows of one event, the same one whatever the order of reading. */
const firstArrival =
  'ORDER BY received_at, "timestamp", event_type, session_id, properties::VARCHAR'

/** The hashes of event ids that stand more than once in it: two ids of one hash are told apart later. */
export const repeatedIds = (from: string): string =>
  `SELECT hash(event_id) AS id FROM ${from} GROUP BY id HAVING count(*) > 1`

const isRepeated = (repeated: string) => `hash(event_id) IN (FROM ${repeated})`

/** How many rows there are, and how many of them are the same event again. */
export const countRows = (from: string, repeated: string): string => `
  SELECT count(*) AS count, (
    SELECT count(*) - count(DISTINCT event_id) FROM ${from} WHERE ${isRepeated(repeated)}
  ) AS duplicates
  FROM ${from}`

/**
 * Each event once, the first arrival of it, sorted. Only what came twice goes through a window: one
 * over all rows takes ten times as long. `repeated` is a table of `repeatedIds`.
 */
export const onceAndSorted = (from: string, repeated: string): string => `
  SELECT ${storedColumnList} FROM (
    SELECT ${eventColumnList} FROM ${from} WHERE NOT (${isRepeated(repeated)})
    UNION ALL
    SELECT * FROM (
      SELECT ${eventColumnList} FROM ${from} WHERE ${isRepeated(repeated)}
      QUALIFY row_number() OVER (
        PARTITION BY event_id ${firstArrival}
      ) = 1
    )
  ) ${eventOrder}`

/** Takes out of a table of several hours what is the same event again within its `hour`. */
export const removeRepeated = (table: string, repeated: string, hour: string): string => `
  DELETE FROM ${table} WHERE rowid IN (
    SELECT rowid FROM ${table} WHERE ${isRepeated(repeated)}
    QUALIFY row_number() OVER (PARTITION BY ${hour}, event_id ${firstArrival}) > 1
  )`
