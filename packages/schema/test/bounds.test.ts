import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadSchemas } from '../src/compile/load-schemas.ts'
import { type SchemaNode, typesOf } from '../src/compile/schema-node.ts'
import { usualEvent } from '../src/corpus/example.ts'
import { validExamples } from '../src/corpus/corpus.ts'
import { builtinEventTypes, maxPropertiesBytes } from '../src/index.ts'
import { validateEvent } from '../src/validate.ts'

/** Values just inside and just outside of every bound of a field. */
function edges(field: SchemaNode): { inside: unknown[]; outside: unknown[] } {
  const { minLength = 0, maxLength, minimum, maximum, maxItems, items } = field
  const inside: unknown[] = []
  const outside: unknown[] = []
  if (maxLength !== undefined && field.format === 'text') {
    inside.push('x'.repeat(maxLength), 'x'.repeat(minLength))
    // Four bytes each: beyond this length, the bound on the bytes of all properties comes first.
    if (maxLength * 4 < maxPropertiesBytes / 2) inside.push('\u{1F6D2}'.repeat(maxLength))
    outside.push('x'.repeat(maxLength + 1), 7, '\ud83d')
    if (minLength > 0) outside.push('x'.repeat(minLength - 1))
  }
  if (minimum !== undefined && maximum !== undefined) {
    inside.push(minimum, maximum)
    const whole = typesOf(field).includes('integer')
    outside.push('1', ...(whole ? [minimum - 1, maximum + 1, minimum + 0.5] : [Infinity]))
  }
  if (field.enum) {
    inside.push(...field.enum)
    outside.push('none of these', 0)
  }
  if (typesOf(field).includes('boolean')) {
    inside.push(true, false)
    outside.push('true', 1)
  }
  if (maxItems !== undefined && items?.maxLength !== undefined) {
    inside.push(
      [],
      Array.from({ length: maxItems }, () => 'x'.repeat(items.maxLength ?? 0)),
    )
    outside.push(
      Array.from({ length: maxItems + 1 }, () => 'x'),
      {},
      'x',
    )
  }
  const nullable = typesOf(field).includes('null')
  ;(nullable ? inside : outside).push(null)
  return { inside, outside }
}

const { schemas } = await loadSchemas(resolve(import.meta.dirname, '../schemas'))
const fieldsOf = (file: string) => Object.entries(schemas.get(file)?.properties ?? {})
const verdict = (event: unknown) => {
  const outcome = validateEvent(event)
  return outcome.ok ? 'accepted' : outcome.path
}

test.each(fieldsOf('event.schema.json').filter(([name]) => name !== 'properties'))(
  'holds %s to its bounds',
  (name, field) => {
    const { inside, outside } = edges(field)
    for (const value of inside) {
      expect([value, verdict({ ...usualEvent, [name]: value })]).toEqual([value, 'accepted'])
    }
    for (const value of outside) {
      expect([value, verdict({ ...usualEvent, [name]: value })]).toEqual([value, `/${name}`])
    }
  },
)

const payloadFields = builtinEventTypes.flatMap((type) =>
  fieldsOf(`events/${type}.schema.json`).map(([name, field]) => [type, name, field] as const),
)

test.each(payloadFields)('holds %s.%s to its bounds', (type, name, field) => {
  const base = validExamples.find(({ event }) => event.event_type === type && event.properties)
  const event = (value: unknown) => ({
    ...usualEvent,
    event_type: type,
    properties: { ...base?.event.properties, [name]: value },
  })
  const { inside, outside } = edges(field)
  for (const value of inside) expect([value, verdict(event(value))]).toEqual([value, 'accepted'])
  for (const value of outside) {
    expect([value, verdict(event(value))]).toEqual([
      value,
      expect.stringContaining(`/properties/${name}`),
    ])
  }
})
