import { isObject, type SchemaNode, typesOf } from './schema-node.ts'
import { describeBounds } from './to-types.ts'

/** A Markdown table of the fields of one schema; fields inside fields follow their parent. */
export function fieldTable(schema: SchemaNode): string {
  const rows = fieldRows(schema, '')
  if (rows.length === 0) return 'No fields of its own.\n'
  return ['| field | | type | what it is |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

function fieldRows(schema: SchemaNode, prefix: string): string[] {
  const { properties = {}, required = [] } = schema
  const rows: string[] = []
  for (const [name, field] of Object.entries(properties)) {
    const path = prefix === '' ? name : `${prefix}.${name}`
    const bounds = describeBounds(field)
    const cells = [
      `\`${path}\``,
      required.includes(name) ? 'required' : '',
      [typeWords(field), bounds].filter((words) => words !== '').join('; '),
      `${field.deprecated ? '**Deprecated.** ' : ''}${field.description ?? ''}`,
    ]
    rows.push(`| ${cells.map(escapeCell).join(' | ')} |`, ...fieldRows(field, path))
    if (field.items) rows.push(...fieldRows(field.items, `${path}[]`))
  }
  return rows
}

function typeWords(field: SchemaNode): string {
  if (field['x-any-json']) return 'any JSON'
  if (field.const !== undefined) return code(field.const)
  if (field.enum !== undefined) return field.enum.map(code).join(', ')
  if (isObject(field.additionalProperties)) {
    return `object of ${typeWords(field.additionalProperties)}`
  }
  return typesOf(field)
    .map((type) => (type === 'array' && field.items ? `list of ${typeWords(field.items)}` : type))
    .join(' or ')
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``
const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/gu, ' ')

/** One section for one event. */
export function eventSection(name: string, schema: SchemaNode): string {
  const open =
    schema.additionalProperties === false
      ? 'Nothing else is accepted.'
      : `Further properties of your own are welcome (${describeBounds(schema)}).`
  return `### ${name}\n\n${schema.description ?? ''} ${open}\n\n${fieldTable(schema)}`
}
