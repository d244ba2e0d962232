import { didYouMean, keywords } from './keywords.ts'
import { isObject, type Problem, type Scalar, type SchemaNode, typesOf } from './schema-node.ts'
import { pointerTo } from '../runtime/json-pointer.ts'
import { checkPattern } from './check-pattern.ts'

/** Holds one schema file, as it was read, to the dialect; returns everything that is wrong. */
export function checkDialect(file: string, root: unknown): Problem[] {
  const problems: Problem[] = []
  const report = (pointer: string, message: string): void => {
    problems.push({ file, pointer, message })
  }
  checkNode({ node: root, pointer: '', named: false, report })
  return problems
}

interface Visit {
  node: unknown
  pointer: string
  /** Whether it stands for something a reader meets by name, and so must be described. */
  named: boolean
  report: (pointer: string, message: string) => void
}

function checkNode(visit: Visit): void {
  const { node, pointer, report } = visit
  if (!isObject(node)) return report(pointer, 'must be a schema, which is an object')
  if (!checkKeywords(node, visit)) return
  const schema = node as SchemaNode
  if (visit.named && schema.description === undefined) report(pointer, 'has no description')
  if (schema.$ref === undefined) checkShape(schema, visit)
  else checkReference(schema, visit)
  checkChildren(schema, visit)
}

/** Unknown words and values of the wrong kind; what follows can rely on the rest. */
function checkKeywords(node: Record<string, unknown>, { pointer, report }: Visit): boolean {
  let sound = true
  for (const [word, value] of Object.entries(node)) {
    const keyword = Object.hasOwn(keywords, word) ? keywords[word] : undefined
    if (keyword?.accepts(value)) continue
    sound = false
    report(
      pointerTo(pointer, word),
      keyword === undefined
        ? `unknown keyword "${word}"${didYouMean(word)}`
        : `must be ${keyword.expected}`,
    )
  }
  return sound
}

const besideReference = new Set([
  '$ref',
  '$comment',
  'title',
  'description',
  'examples',
  'deprecated',
])

function checkReference(schema: SchemaNode, { pointer, report }: Visit): void {
  for (const word of Object.keys(schema)) {
    if (!besideReference.has(word)) {
      report(pointerTo(pointer, word), `"${word}" may not stand beside "$ref"`)
    }
  }
}

/** Where a file keeps definitions, itself or in groups. */
const placeOfDefinitions = /^(?:\/\$defs\/[^/]+)*$/u

function checkShape(schema: SchemaNode, visit: Visit): void {
  const { pointer, report } = visit
  const types = typesOf(schema)
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  const saysItAll = values !== undefined || schema['x-any-json']
  if (types.length === 0 && !saysItAll) {
    const isFolder = schema.$defs !== undefined && placeOfDefinitions.test(pointer)
    if (!isFolder) return report(pointer, 'has no type')
  }
  checkWords(schema, visit)
  if (values !== undefined) checkValues(schema, values, visit)
  if (saysItAll) return
  if (types.filter((type) => type !== 'null').length > 1) {
    report(pointerTo(pointer, 'type'), 'must be one type, or one type and null')
  }
  for (const type of types) checkBounds[type]?.(schema, visit)
}

const jsonBounds = ['x-max-bytes', 'x-max-depth', 'x-max-keys'] as const

/** Words that belong to another type, or to one that is not said. */
function checkWords(schema: SchemaNode, { pointer, report }: Visit): void {
  const types = typesOf(schema)
  for (const word of Object.keys(schema)) {
    const { of } = keywords[word] ?? { of: [] }
    if (of.length === 0 || of.some((type) => types.includes(type))) continue
    report(
      pointerTo(pointer, word),
      types.length === 0
        ? `"${word}" needs a "type" beside it`
        : `"${word}" says nothing about a ${types.join(' or ')}`,
    )
  }
  const given = jsonBounds.filter((word) => schema[word] !== undefined).length
  if (given > 0 && given < jsonBounds.length) {
    report(pointer, '"x-max-bytes", "x-max-depth" and "x-max-keys" need each other')
  }
}

/** A value that the type refuses would compile for a sender and be rejected by the gateway. */
function checkValues(schema: SchemaNode, values: readonly Scalar[], visit: Visit): void {
  const types = typesOf(schema)
  if (types.length === 0) return
  const at = pointerTo(visit.pointer, schema.enum === undefined ? 'const' : 'enum')
  for (const value of values) {
    const isTaken = types.some((type) =>
      type === 'integer'
        ? Number.isInteger(value)
        : type === (value === null ? 'null' : typeof value),
    )
    if (!isTaken) visit.report(at, `${JSON.stringify(value)} is no ${types.join(' or ')}`)
  }
}

const boundedFormats = new Set(['uuid', 'utc-time'])

/** Every value has a bound: nothing a client sends may grow without one. */
const checkBounds: Partial<Record<string, (schema: SchemaNode, visit: Visit) => void>> = {
  string({ maxLength, minLength = 0, pattern, format }, { pointer, report }) {
    if (maxLength === undefined && !boundedFormats.has(format ?? '')) {
      report(pointer, 'a string needs "maxLength"')
    }
    if (maxLength !== undefined && minLength > maxLength) {
      report(pointerTo(pointer, 'minLength'), 'is more than "maxLength"')
    }
    if (pattern === undefined && format === undefined) {
      report(pointer, 'a string needs a "pattern" or a "format"; "text" is any well-formed text')
    }
    if (pattern !== undefined) {
      const complaint = checkPattern(pattern)
      if (complaint !== undefined) report(pointerTo(pointer, 'pattern'), complaint)
    }
  },
  number: checkRange,
  integer: checkRange,
  array({ items, maxItems, minItems = 0 }, { pointer, report }) {
    if (items === undefined) report(pointer, 'an array needs "items"')
    if (maxItems === undefined) report(pointer, 'an array needs "maxItems"')
    else if (minItems > maxItems) report(pointerTo(pointer, 'minItems'), 'is more than "maxItems"')
  },
  object: checkObject,
}

function checkRange({ minimum, maximum }: SchemaNode, { pointer, report }: Visit): void {
  if (minimum === undefined) report(pointer, 'a number needs "minimum"')
  if (maximum === undefined) report(pointer, 'a number needs "maximum"')
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    report(pointerTo(pointer, 'minimum'), 'is more than "maximum"')
  }
}

function checkObject(schema: SchemaNode, { pointer, report }: Visit): void {
  const { properties = {}, required = [], additionalProperties } = schema
  if (additionalProperties === undefined) {
    report(pointer, 'an object needs "additionalProperties"')
  } else if (additionalProperties !== false && !isBoundedMap(schema)) {
    report(
      pointer,
      'an object with further properties needs "maxProperties", or all of "x-max-bytes", "x-max-depth" and "x-max-keys"',
    )
  }
  for (const name of required) {
    if (!Object.hasOwn(properties, name)) {
      report(pointerTo(pointer, 'required'), `"${name}" is required but not described`)
    }
  }
}

const isBoundedMap = (schema: SchemaNode): boolean =>
  schema.maxProperties !== undefined || jsonBounds.every((word) => schema[word] !== undefined)

/** What TypeScript, SQL and Hive all take unquoted. */
const fieldName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/u

function fieldNameComplaint(name: string): string | undefined {
  if (!fieldName.test(name)) return 'letters, digits and _, at most 64'
  // A validator would read what is inherited in the place of a field that is left out.
  const isInherited = Object.hasOwn(Object.prototype, name)
  return isInherited ? 'every object of JavaScript has it' : undefined
}

function checkChildren(schema: SchemaNode, visit: Visit): void {
  const { pointer } = visit
  const down = (node: unknown, step: string, named: boolean) =>
    checkNode({ ...visit, node, pointer: step, named })
  for (const folder of ['$defs', 'properties'] as const) {
    for (const [name, node] of Object.entries(schema[folder] ?? {})) {
      const step = pointerTo(pointerTo(pointer, folder), name)
      const complaint = folder === 'properties' ? fieldNameComplaint(name) : undefined
      if (complaint !== undefined) visit.report(step, `is not a name for a field: ${complaint}`)
      down(node, step, true)
    }
  }
  if (schema.items !== undefined) down(schema.items, pointerTo(pointer, 'items'), false)
  if (isObject(schema.additionalProperties)) {
    down(schema.additionalProperties, pointerTo(pointer, 'additionalProperties'), false)
  }
}
