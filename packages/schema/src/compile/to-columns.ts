import { type SchemaNode, typesOf } from './schema-node.ts'

/** One column of the archive, in the words of each of its readers. */
export interface Column {
  readonly name: string
  /** Hive type, for Glue and Athena over the JSON lines. */
  readonly glue: string
  /** DuckDB type, for reading the JSON lines with explicit columns. */
  readonly duckdb: string
  readonly comment: string
}

/** The columns of a record: its fields, in their order. */
export const toColumns = (record: SchemaNode): Column[] =>
  Object.entries(record.properties ?? {}).map(([name, field]) => ({
    name,
    glue: glueType(field),
    duckdb: duckdbType(field),
    comment: field.description ?? '',
  }))

type Kind = 'string' | 'double' | 'bigint' | 'boolean' | 'struct' | 'list' | 'json'

function kindOf(field: SchemaNode): Kind {
  if (field['x-any-json'] || field.additionalProperties === true) return 'json'
  // An enum of ours is of strings.
  if (field.enum !== undefined) return 'string'
  const type = typesOf(field).find((each) => each !== 'null')
  switch (type) {
    case 'number':
      return 'double'
    case 'integer':
      return 'bigint'
    case 'boolean':
      return 'boolean'
    case 'object':
      return 'struct'
    case 'array':
      return 'list'
    default:
      return 'string'
  }
}

/**
 * Times stay strings in the JSON table: RFC 3339 in UTC with milliseconds sorts and compares as
 * text, and no SerDe setting can misread it. A payload stays the JSON text that it is.
 */
function glueType(field: SchemaNode): string {
  const kind = kindOf(field)
  switch (kind) {
    case 'struct':
      return `struct<${inside(field, (name, type) => `${name}:${glueType(type)}`).join(',')}>`
    case 'list':
      return `array<${glueType(field.items ?? {})}>`
    case 'json':
      return 'string'
    case 'string':
    case 'double':
    case 'bigint':
    case 'boolean':
      return kind
  }
}

function duckdbType(field: SchemaNode): string {
  switch (kindOf(field)) {
    case 'struct':
      return `STRUCT(${inside(field, (name, type) => `"${name}" ${duckdbType(type)}`).join(', ')})`
    case 'list':
      return `${duckdbType(field.items ?? {})}[]`
    case 'json':
      return 'JSON'
    case 'double':
      return 'DOUBLE'
    case 'bigint':
      return 'BIGINT'
    case 'boolean':
      return 'BOOLEAN'
    case 'string':
      return field.format === 'utc-time' ? 'TIMESTAMP' : 'VARCHAR'
  }
}

const inside = (field: SchemaNode, each: (name: string, type: SchemaNode) => string): string[] =>
  Object.entries(field.properties ?? {}).map(([name, type]) => each(name, type))

/** The partition keys of the archive, and how far partition projection looks. */
const partitions = [
  { name: 'year', range: '2025,2035', digits: 4 },
  { name: 'month', range: '1,12', digits: 2 },
  { name: 'day', range: '1,31', digits: 2 },
  { name: 'hour', range: '0,23', digits: 2 },
] as const

/** Table properties for partition projection: no crawler, no MSCK REPAIR. */
export const projection: Readonly<Record<string, string>> = Object.fromEntries<string>([
  ['projection.enabled', 'true'],
  ...partitions.flatMap(({ name, range, digits }): [string, string][] => [
    [`projection.${name}.type`, 'integer'],
    [`projection.${name}.range`, range],
    [`projection.${name}.digits`, String(digits)],
  ]),
])

export const partitionColumns: readonly { name: string; glue: string }[] = partitions.map(
  ({ name }) => ({ name, glue: 'string' }),
)

/** `CREATE TABLE` for Athena over the JSON lines; `${bucket}` and `${database}` are for the reader to fill in. */
export function toAthenaDdl(table: string, columns: readonly Column[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`\${database}\`.\`${table}\` (`,
    columns
      .map(({ name, glue, comment }) => `  \`${name}\` ${glue} COMMENT ${quote(comment)}`)
      .join(',\n'),
    ')',
    `PARTITIONED BY (${partitionColumns.map(({ name, glue }) => `\`${name}\` ${glue}`).join(', ')})`,
    "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'",
    // By default keys become small, and two that are then the same end every query over the file.
    "WITH SERDEPROPERTIES ('ignore.malformed.json' = 'false', 'case.insensitive' = 'false')",
    `LOCATION 's3://\${bucket}/${table}/'`,
    'TBLPROPERTIES (',
    Object.entries(projection)
      .map(([key, value]) => `  '${key}' = '${value}'`)
      .join(',\n'),
    ');',
    '',
  ].join('\n')
}
