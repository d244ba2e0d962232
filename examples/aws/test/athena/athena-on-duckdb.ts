import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { eventColumns, rejectedColumns } from '@weir/schema/columns'
import { onTestFinished } from 'vitest'

export type Row = Readonly<Record<string, unknown>>

/** What of Athena's functions DuckDB calls by another name. */
const macros = [
  'CREATE MACRO date_format(moment, form) AS strftime(moment, form)',
  // Athena says null of a text that is no JSON, DuckDB ends the query.
  `CREATE MACRO json_extract_scalar(json, path) AS
    CASE WHEN json_valid(json) THEN json_extract_string(json, path) END`,
  'CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO approx_percentile(value, part) AS quantile_disc(value, part)',
]

/** A type of the Glue table, in DuckDB's words: the queries see what Athena would show them. */
function duckdbType(glue: string): string {
  const [, inner] = /^array<(.*)>$/u.exec(glue) ?? []
  if (inner !== undefined) return `${duckdbType(inner)}[]`
  const [, fields] = /^struct<(.*)>$/u.exec(glue) ?? []
  if (fields === undefined) return glue === 'string' ? 'VARCHAR' : glue.toUpperCase()
  const typed = fields.split(',').map((field) => {
    const [name = '', type = ''] = field.split(':')
    return `"${name}" ${duckdbType(type)}`
  })
  return `STRUCT(${typed.join(', ')})`
}

const tables = { events: eventColumns, rejected: rejectedColumns } as const

/** Objects of a bucket, by their keys. */
export type Objects = Readonly<Record<string, readonly Row[]>>

/**
 * An archive as Firehose would leave it, and who answers queries on it: DuckDB with stand-ins for a
 * few functions of Athena, on a day that is always the same.
 */
export async function askArchive(
  objects: Objects,
  today = '2026-11-21',
): Promise<(sql: string) => Promise<Row[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-athena-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [key, records] of Object.entries(objects)) {
    await mkdir(join(folder, key, '..'), { recursive: true })
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('')
    await writeFile(join(folder, key), gzipSync(lines))
  }
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  onTestFinished(() => connection.closeSync())
  await connection.run("SET TimeZone = 'UTC'")
  for (const macro of macros) await connection.run(macro)
  for (const [table, columns] of Object.entries(tables)) {
    if (!Object.keys(objects).some((key) => key.startsWith(table))) continue
    const types = columns.map(({ name, glue }) => `"${name}": '${duckdbType(glue)}'`)
    await connection.run(
      `CREATE VIEW ${table} AS SELECT * FROM read_json('${folder}/${table}/**/*.json.gz',
       format = 'newline_delimited', columns = {${types.join(', ')}}, hive_partitioning = true,
       hive_types = {'year': VARCHAR, 'month': VARCHAR, 'day': VARCHAR, 'hour': VARCHAR})`,
    )
  }
  return async (sql) => {
    const reader = await connection.runAndReadAll(sql.replaceAll('current_date', `DATE '${today}'`))
    return reader.getRowObjectsJson()
  }
}
