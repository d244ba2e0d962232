import { quoteName } from '../reader/db.ts'
import { streamColumns } from '../reader/lines-sql.ts'

const names = streamColumns.events.map(({ name }) => name)

/** All columns of an event. */
export const eventColumnList: string = names.map(quoteName).join(', ')

/** Visits lie together, which compresses them best and suits most questions. */
export const eventOrder: string = 'ORDER BY site_id, session_id, "timestamp", seq'

/**
 * Each event once, the first arrival of it, sorted. Only what came twice goes through a window: one
 * over all rows takes ten times as long.
 */
export const onceAndSorted = (from: string): string => `
  WITH twice AS MATERIALIZED (
    SELECT event_id FROM ${from} GROUP BY event_id HAVING count(*) > 1
  )
  SELECT * FROM (
    SELECT ${eventColumnList} FROM ${from} WHERE event_id NOT IN (FROM twice)
    UNION ALL
    SELECT * FROM (
      SELECT ${eventColumnList} FROM ${from} WHERE event_id IN (FROM twice)
      QUALIFY row_number() OVER (
        PARTITION BY event_id
        ORDER BY received_at, "timestamp", event_type, session_id, properties::VARCHAR
      ) = 1
    )
  ) ${eventOrder}`
