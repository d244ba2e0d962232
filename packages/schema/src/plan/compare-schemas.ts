import { compileNow } from '../compile/compile-now.ts'
import { isObject, type Problem, type SchemaNode, typesOf } from '../compile/schema-node.ts'
import { pointerTo } from '../runtime/json-pointer.ts'

type Change = Pick<Problem, 'pointer' | 'message'>

/**
 * Every way in which the later schema refuses what the earlier one accepted, or gives a field
 * another type. What was valid stays valid when this finds nothing; new optional fields, wider
 * bounds and further nulls are welcome. One exception: where any further properties are taken, a
 * field that is newly described may refuse what they held under its name.
 */
export function compareSchemas(earlier: SchemaNode, later: SchemaNode): Change[] {
  const changes: Change[] = []
  compare({ earlier, later, pointer: '', report: (change) => changes.push(change) })
  return changes
}

interface Pair {
  readonly earlier: SchemaNode
  readonly later: SchemaNode
  readonly pointer: string
  readonly report: (change: Change) => void
}

function compare(pair: Pair): void {
  const { earlier, later, pointer, report } = pair
  if (later['x-any-json']) return
  if (earlier['x-any-json']) return report({ pointer, message: 'took any JSON and no longer does' })
  const before = valuesOf(earlier)
  if (valuesOf(later) !== undefined) return compareValues(pair, before)
  compareTypes(pair)
  if (before !== undefined) return compareListed(pair, before)
  compareBounds(pair)
  compareTexts(pair)
  compareObjects(pair)
  if (earlier.items && later.items) {
    compare({ ...pair, earlier: earlier.items, later: later.items, pointer: `${pointer}/items` })
  }
}

const list = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ')

const valuesOf = ({ enum: values, const: only }: SchemaNode): readonly unknown[] | undefined =>
  values ?? (only === undefined ? undefined : [only])

function compareValues(
  { earlier, later, pointer, report }: Pair,
  before: readonly unknown[] | undefined,
): void {
  const at = pointerTo(pointer, later.enum === undefined ? 'const' : 'enum')
  if (before === undefined) {
    return report({ pointer: at, message: 'took any value of its type and now takes only a few' })
  }
  const gone = refused(earlier, later, before)
  if (gone.length > 0) report({ pointer: at, message: `no longer takes ${list(gone)}` })
}

/** A list has bounds beside it now and then, so only a validator knows what it takes. */
function refused(earlier: SchemaNode, later: SchemaNode, values: readonly unknown[]): unknown[] {
  const accepts = compileNow(later)
  const suspects = values.filter((value) => !accepts(value))
  if (suspects.length === 0) return []
  const wasTaken = compileNow(earlier)
  return suspects.filter((value) => wasTaken(value))
}

/** A list of values that became a range: each of them has to be inside it. */
function compareListed(
  { earlier, later, pointer, report }: Pair,
  before: readonly unknown[],
): void {
  const gone = refused(earlier, later, before)
  if (gone.length > 0) report({ pointer, message: `no longer takes ${list(gone)}` })
}

function compareTypes({ earlier, later, pointer, report }: Pair): void {
  const before = kindsOf(earlier)
  const after = kindsOf(later)
  const nullGone = before.includes('null') && !after.includes('null')
  const same = withoutNull(before) === withoutNull(after)
  if (same && !nullGone) return
  report({
    pointer: pointerTo(pointer, 'type'),
    message: `was ${before.join(' or ')} and is ${after.join(' or ')}`,
  })
}

/** The types of a node; those of its values where it lists them. */
function kindsOf(node: SchemaNode): string[] {
  const values = valuesOf(node)
  if (values === undefined) return [...typesOf(node)]
  return [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))]
}

const withoutNull = (types: readonly string[]): string =>
  types.filter((type) => type !== 'null').join(' or ')

const upperBounds = [
  'maximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'x-max-bytes',
  'x-max-depth',
  'x-max-keys',
] as const
const lowerBounds = ['minimum', 'minLength', 'minItems'] as const

/** Formats that bound the length of a text by themselves. */
const formatLengths: Readonly<Record<string, number>> = { uuid: 36, 'utc-time': 24 }

function compareBounds({ earlier, later, pointer, report }: Pair): void {
  const narrower = (bound: string, before: number, after: number) =>
    report({
      pointer: pointerTo(pointer, bound),
      message: Number.isFinite(before)
        ? `was ${before} and is ${after}: narrower`
        : `is new: nothing was bounded by it before`,
    })
  for (const bound of upperBounds) {
    const before = earlier[bound] ?? impliedBound(earlier, bound) ?? Number.POSITIVE_INFINITY
    const after = later[bound] ?? Number.POSITIVE_INFINITY
    if (after < before) narrower(bound, before, after)
  }
  for (const bound of lowerBounds) {
    const before = earlier[bound] ?? Number.NEGATIVE_INFINITY
    const after = later[bound] ?? Number.NEGATIVE_INFINITY
    const fallback = bound === 'minimum' ? Number.NEGATIVE_INFINITY : 0
    if (after > Math.max(before, fallback)) narrower(bound, Math.max(before, fallback), after)
  }
}

/** What bounds a value without saying so: a UUID its length, a closed object its fields. */
function impliedBound(node: SchemaNode, bound: (typeof upperBounds)[number]): number | undefined {
  if (bound === 'maxLength') return formatLengths[node.format ?? '']
  const closed = bound === 'maxProperties' && node.additionalProperties === false
  return closed ? Object.keys(node.properties ?? {}).length : undefined
}

function compareTexts({ earlier, later, pointer, report }: Pair): void {
  // Whatever has a format is well-formed text; only a pattern alone promises nothing of the kind.
  const stillText = later.format === 'text' && earlier.format !== undefined
  if (later.format !== undefined && later.format !== earlier.format && !stillText) {
    report({
      pointer: pointerTo(pointer, 'format'),
      message: `was ${earlier.format ?? 'none'} and is ${later.format}`,
    })
  }
  if (later.pattern !== undefined && later.pattern !== earlier.pattern) {
    report({
      pointer: pointerTo(pointer, 'pattern'),
      message: 'is another pattern: what matched before may no longer match',
    })
  }
}

function compareObjects(pair: Pair): void {
  const { earlier, later, pointer, report } = pair
  if (![earlier, later].every((node) => typesOf(node).includes('object'))) return
  const { properties: earlierFields = {}, additionalProperties: further } = earlier
  const laterFields = later.properties ?? {}
  const folder = pointerTo(pointer, 'properties')
  for (const [name, before] of Object.entries(earlierFields)) {
    const at = pointerTo(folder, name)
    const after = Object.hasOwn(laterFields, name) ? laterFields[name] : undefined
    if (after === undefined) report({ pointer: at, message: `the field "${name}" was removed` })
    else compare({ ...pair, earlier: before, later: after, pointer: at })
  }
  for (const [name, after] of Object.entries(laterFields)) {
    if (Object.hasOwn(earlierFields, name) || !isObject(further)) continue
    compare({ ...pair, earlier: further, later: after, pointer: pointerTo(folder, name) })
  }
  for (const name of later.required ?? []) {
    if (earlier.required?.includes(name)) continue
    const words = Object.hasOwn(earlierFields, name) ? 'became required' : 'is new and required'
    report({ pointer: pointerTo(pointer, 'required'), message: `the field "${name}" ${words}` })
  }
  compareFurther(pair)
}

function compareFurther(pair: Pair): void {
  const { report } = pair
  const pointer = pointerTo(pair.pointer, 'additionalProperties')
  const before = pair.earlier.additionalProperties
  const after = pair.later.additionalProperties
  if (before === false || after === true || before === after) return
  if (isObject(before) && isObject(after)) {
    compare({ ...pair, earlier: before, later: after, pointer })
  } else report({ pointer, message: 'took further properties and no longer does' })
}
