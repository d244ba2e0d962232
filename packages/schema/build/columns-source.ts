import { type Column, partitionColumns, projection, toColumns } from '../src/compile/to-columns.ts'
import type { OwnSchemas } from './own-schemas.ts'

/** The columns of the archive as constants, for the Glue tables and for DuckDB. */
export function columnsSource(own: OwnSchemas): string {
  const list = (name: string, columns: readonly Column[]) =>
    `export const ${name}: readonly Column[] = ${JSON.stringify(columns, null, 2)}\n`
  return [
    "import type { Column } from '../compile/to-columns.ts'\n",
    '/** One column for each field of a stored record. */',
    list('eventColumns', toColumns(own.storedRecord)),
    '/** One column for each field of a rejected record. */',
    list('rejectedColumns', toColumns(own.rejectedRecord)),
    '/** The partition keys, in their order. */',
    `export const partitionColumns: readonly { name: string; glue: string }[] = ${JSON.stringify(partitionColumns)}\n`,
    '/** Table properties that make Athena find partitions without a crawler. */',
    `export const projection: Readonly<Record<string, string>> = ${JSON.stringify(projection, null, 2)}`,
    '',
  ].join('\n')
}
