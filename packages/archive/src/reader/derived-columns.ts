import { quoteName } from './db.ts'
import { type StreamColumn, streamColumns } from './lines-sql.ts'

/** A column that says again what is in others, so that a question need not take JSON apart for it. */
export interface DerivedColumn extends Pick<StreamColumn, 'name' | 'type'> {
  /** Of the columns of an event. */
  readonly sql: string
}

/** Compaction writes them; of lines, and of files made before, they are worked out when they are asked for. */
export const derivedColumns: readonly DerivedColumn[] = [
  {
    name: 'weir_active_ms',
    type: 'BIGINT',
    sql: `CASE WHEN event_type = 'engagement'
      THEN TRY_CAST(properties ->> '$.active_ms' AS BIGINT) END`,
  },
]

const names = streamColumns.events.map(({ name }) => name)

/** The columns of a compacted hour, in their order. */
export const storedColumns: readonly string[] = [
  ...names,
  ...derivedColumns.map(({ name }) => name),
]

/** Those columns of rows that have those of an event. */
export const storedColumnList: string = [
  ...names.map(quoteName),
  ...derivedColumns.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`),
].join(', ')
