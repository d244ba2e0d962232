import { isObject, type SchemaNode, typesOf } from './schema-node.ts'

/** The TypeScript type of one schema, as source text. */
export function toType(schema: SchemaNode, indent = ''): string {
  if (schema['x-any-json']) return 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined)
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  return typesOf(schema)
    .map((type) => {
      switch (type) {
        case 'string':
        case 'boolean':
        case 'null':
          return type
        case 'number':
        case 'integer':
          return 'number'
        case 'array':
          return `readonly (${schema.items ? toType(schema.items, indent) : 'unknown'})[]`
        case 'object':
          return toObjectType(schema, indent)
      }
    })
    .join(' | ')
}

/** An interface with the descriptions and bounds of its fields as JSDoc. */
export function toInterface(name: string, schema: SchemaNode): string {
  const doc = schema.description === undefined ? '' : `/** ${escapeDoc(schema.description)} */\n`
  const body = toObjectType(schema, '')
  // An empty interface would take anything; only an alias can say "nothing".
  return body.startsWith('{')
    ? `${doc}export interface ${name} ${body}\n`
    : `${doc}export type ${name} = ${body}\n`
}

function toObjectType(schema: SchemaNode, indent: string): string {
  const { properties = {}, required = [], additionalProperties } = schema
  const inner = `${indent}  `
  const fields = Object.entries(properties).map(([name, field]) => {
    const optional = required.includes(name) ? '' : '?'
    return `${inner}/** ${fieldDoc(field)} */\n${inner}readonly ${name}${optional}: ${toType(field, inner)}\n`
  })
  if (additionalProperties === true) fields.push(`${inner}readonly [name: string]: unknown\n`)
  if (isObject(additionalProperties)) {
    // What an index says has to hold for the fields with a name of their own as well.
    const type = fields.length > 0 ? 'unknown' : toType(additionalProperties, inner)
    fields.push(`${inner}readonly [name: string]: ${type}\n`)
  }
  return fields.length === 0 ? 'Record<string, never>' : `{\n${fields.join('')}${indent}}`
}

const escapeDoc = (text: string): string => text.replaceAll('*/', '*\\/').replaceAll(/\s+/gu, ' ')

function fieldDoc(field: SchemaNode): string {
  const bound = describeBounds(field)
  const deprecated = field.deprecated ? ' @deprecated' : ''
  return escapeDoc(`${field.description ?? ''}${bound === '' ? '' : ` (${bound})`}${deprecated}`)
}

/** The bounds of a value in a few words, for JSDoc and for the documentation. */
export function describeBounds(field: SchemaNode): string {
  const { format, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = field
  const words: string[] = []
  if (format !== undefined && format !== 'text') words.push(formatWords[format] ?? format)
  if (pattern !== undefined) words.push(`matches ${pattern}`)
  else if (maxLength !== undefined) words.push(`${range(minLength, maxLength)} characters`)
  if (minimum !== undefined && maximum !== undefined) words.push(numberRange(minimum, maximum))
  if (maxItems !== undefined) words.push(`${range(minItems, maxItems)} items`)
  if (field['x-max-bytes'] !== undefined) {
    const { 'x-max-bytes': bytes, 'x-max-depth': depth, 'x-max-keys': keys } = field
    words.push(`at most ${bytes} bytes, ${depth} levels, ${keys} keys`)
  } else if (field.maxProperties !== undefined) words.push(`at most ${field.maxProperties} fields`)
  return words.join(', ')
}

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  'utc-time': 'RFC 3339, UTC, milliseconds',
  'http-url': 'http or https URL',
}

const range = (least: number | undefined, most: number): string =>
  least === undefined || least === 0 ? `at most ${most}` : `${least} to ${most}`

const numberRange = (least: number, most: number): string =>
  most === Number.MAX_VALUE ? 'finite' : `${least} to ${most}`
