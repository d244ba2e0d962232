import { eventColumns, rejectedColumns } from '@weir/schema/columns'
import { schemaVersion } from '@weir/schema'
import rejectedSchema from '@weir/schema/schemas/rejected_record.schema.json' with { type: 'json' }
import storedSchema from '@weir/schema/schemas/stored_record.schema.json' with { type: 'json' }
import type { ArchiveStream } from '../layout/partition.ts'
import { quote, quoteAll, quoteName } from './db.ts'

/** One column of a stream, as DuckDB reads it. */
export interface StreamColumn {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

const columnsOf = (
  columns: readonly { readonly name: string; readonly duckdb: string }[],
  required: readonly string[],
): StreamColumn[] =>
  columns.map(({ name, duckdb }) => ({ name, type: duckdb, required: required.includes(name) }))

/** The columns of a stream, from the one description of an event. */
export const streamColumns: Readonly<Record<ArchiveStream, readonly StreamColumn[]>> = {
  events: columnsOf(eventColumns, storedSchema.required),
  rejected: columnsOf(rejectedColumns, rejectedSchema.required),
}

/** Text and free JSON cannot be wrong; all else is read as it stands and judged by us. */
const isJudged = ({ type }: StreamColumn): boolean => type !== 'VARCHAR' && type !== 'JSON'

/** DuckDB would take 1.5 for 2, the word of a time for nothing, and a wrong struct for an empty one. */
const isNested = (type: string): boolean => type.startsWith('STRUCT') || type.endsWith('[]')

/** Every line of the files, with its columns as they stand; a line that is no JSON is all null. */
export function readLines(stream: ArchiveStream, files: readonly string[]): string {
  const spec = streamColumns[stream].map((column) => {
    const type = isJudged(column) && !isNested(column.type) ? 'VARCHAR' : column.type
    return `${quote(column.name)}: ${quote(isNested(type) ? 'JSON' : type)}`
  })
  return `read_json(${quoteAll(files)}, format = 'newline_delimited', columns = {${spec.join(', ')}},
    ignore_errors = true, hive_partitioning = false)`
}

/** The columns of a stream from what `readLines` read, in their types. */
export const typedColumns = (stream: ArchiveStream): string =>
  streamColumns[stream]
    .map((column) => {
      const name = quoteName(column.name)
      return isJudged(column) ? `TRY_CAST(${name} AS ${column.type}) AS ${name}` : name
    })
    .join(', ')

/** What is wrong with a line, in words; null when nothing is. */
export function faultOf(stream: ArchiveStream): string {
  const columns = streamColumns[stream]
  const required = columns.filter(({ required: must, type }) => must && type !== 'JSON')
  const names = required.map(({ name }) => quoteName(name))
  const cases = [
    `WHEN coalesce(${names.map((name) => `${name}::VARCHAR`).join(', ')}) IS NULL THEN 'not a JSON object of ours'`,
    ...required.map(({ name }) => `WHEN ${quoteName(name)} IS NULL THEN ${quote(`no ${name}`)}`),
    ...columns
      .filter(isJudged)
      .map(
        (column) =>
          `WHEN ${isWrong(column)} THEN ${quote(`${column.name} is no ${kind(column.type)}`)}`,
      ),
    // Another major version may mean something else by the same words.
    `WHEN NOT starts_with(schema_version, ${quote(`${schemaVersion.split('.')[0]}.`)})
      THEN concat('schema_version ', schema_version)`,
  ]
  return `CASE ${cases.join('\n')} END`
}

const kind = (type: string): string =>
  type.startsWith('STRUCT') && !type.endsWith('[]') ? 'object' : type.endsWith('[]') ? 'list' : type

/** Whether a column holds something that its type cannot. */
function isWrong({ name, type }: StreamColumn): string {
  const column = quoteName(name)
  const isNotCast = `TRY_CAST(${column} AS ${type}) IS NULL`
  const wrong = (() => {
    if (type.endsWith('[]')) return `json_type(${column}) <> 'ARRAY'`
    if (type.startsWith('STRUCT')) {
      // Every field of ours in there is required.
      const fields = Array.from(type.matchAll(/"(\w+)"/gu), ([, field]) => field ?? '')
      const isNull = (field: string) => `TRY_CAST(${column} AS ${type}).${quoteName(field)} IS NULL`
      return `(json_type(${column}) <> 'OBJECT' OR ${fields.map(isNull).join(' OR ')})`
    }
    switch (type) {
      case 'TIMESTAMP':
        // A time with an offset would be taken for one in UTC.
        return `(length(${column}) <> 24 OR NOT ends_with(${column}, 'Z') OR ${isNotCast})`
      case 'BIGINT':
        return `(contains(${column}, '.') OR ${isNotCast})`
      case 'BOOLEAN':
        return `${column} NOT IN ('true', 'false')`
      default:
        return isNotCast
    }
  })()
  return `${column} IS NOT NULL AND ${wrong}`
}

const isUnknown = (stream: ArchiveStream): string =>
  `name NOT IN (${streamColumns[stream].map(({ name }) => quote(name)).join(', ')})`

/** Whether any field might have no column: takes half the time of `unknownColumns`, which tells. */
export const mayHoldUnknown = (stream: ArchiveStream, files: readonly string[]): string => `
  SELECT count(*) > 0 AS may_hold
  FROM (
    SELECT unnest(keys) AS name
    FROM (
      -- Records of one kind have the same keys: those are looked at once, not the lines.
      SELECT any_value(keys) AS keys
      FROM (
        SELECT json_keys(json) AS keys
        FROM read_ndjson_objects(${quoteAll(files)}, ignore_errors = true)
      )
      GROUP BY hash(keys)
    )
  )
  WHERE ${isUnknown(stream)}`

/** Index of the file, name and number of lines of every field that has no column. */
export const unknownColumns = (stream: ArchiveStream, files: readonly string[]): string => `
  SELECT file_index AS index, name, sum(lines)::BIGINT AS lines
  FROM (
    SELECT file_index, unnest(keys) AS name, lines
    FROM (
      SELECT file_index, any_value(keys) AS keys, count(*) AS lines
      FROM (
        SELECT file_index, json_keys(json) AS keys
        FROM read_ndjson_objects(${quoteAll(files)}, ignore_errors = true)
      )
      GROUP BY file_index, hash(keys)
      HAVING list_contains(any_value(keys), ${quote(streamColumns[stream][0]?.name ?? '')})
    )
  )
  WHERE ${isUnknown(stream)}
  GROUP BY file_index, name
  ORDER BY file_index, name`
