import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAjv } from '../../src/compile/create-ajv.ts'
import type { SchemaNode } from '../../src/compile/schema-node.ts'
import { compareSchemas } from '../../src/plan/compare-schemas.ts'

const d = 'x'
const text = { type: 'string', format: 'text', maxLength: 9, description: d } as const
const count = { type: 'integer', minimum: 0, maximum: 9, description: d } as const
const object = (properties: object, more: object = {}): SchemaNode => ({
  type: 'object',
  properties: properties as Record<string, SchemaNode>,
  additionalProperties: false,
  description: d,
  ...more,
})
const a = (field: object, more: object = {}) => object({ a: field }, more)
const list = (items: object, maxItems = 3) => ({ type: 'array', items, maxItems, description: d })

const breaking: readonly [name: string, SchemaNode, SchemaNode, string][] = [
  [
    'a field that is gone',
    object({ a: text, b: count }),
    a(text),
    '/properties/b the field "b" was removed',
  ],
  ['a field of another type', a(text), a(count), '/properties/a/type was string and is integer'],
  [
    'whole numbers that become any numbers',
    a(count),
    a({ ...count, type: 'number' }),
    '/properties/a/type was integer and is number',
  ],
  [
    'a null that is no longer taken',
    a({ ...text, type: ['string', 'null'] }),
    a(text),
    '/properties/a/type was string or null and is string',
  ],
  [
    'a shorter text',
    a(text),
    a({ ...text, maxLength: 8 }),
    '/properties/a/maxLength was 9 and is 8: narrower',
  ],
  [
    'a text that must not be empty',
    a(text),
    a({ ...text, minLength: 1 }),
    '/properties/a/minLength was 0 and is 1: narrower',
  ],
  [
    'a smaller maximum',
    a(count),
    a({ ...count, maximum: 8 }),
    '/properties/a/maximum was 9 and is 8: narrower',
  ],
  [
    'a larger minimum',
    a(count),
    a({ ...count, minimum: 1 }),
    '/properties/a/minimum was 0 and is 1: narrower',
  ],
  [
    'a shorter list',
    a(list(text)),
    a(list(text, 2)),
    '/properties/a/maxItems was 3 and is 2: narrower',
  ],
  [
    'narrower items',
    a(list(text)),
    a(list({ ...text, maxLength: 1 })),
    '/properties/a/items/maxLength was 9 and is 1: narrower',
  ],
  [
    'a new required field',
    a(text),
    object({ a: text, b: text }, { required: ['b'] }),
    '/required the field "b" is new and required',
  ],
  [
    'a field that became required',
    a(text),
    a(text, { required: ['a'] }),
    '/required the field "a" became required',
  ],
  [
    'a value that is no longer taken',
    a({ enum: ['x', 'y'] }),
    a({ enum: ['x'] }),
    '/properties/a/enum no longer takes "y"',
  ],
  [
    'a text that becomes a choice',
    a(text),
    a({ enum: ['x'] }),
    '/properties/a/enum took any value of its type',
  ],
  ['another constant', a({ const: 1 }), a({ const: 2 }), '/properties/a/const no longer takes 1'],
  [
    'a choice that becomes a number',
    a({ enum: ['x'] }),
    a(count),
    '/properties/a/type was string and is integer',
  ],
  [
    'another pattern',
    a({ ...text, pattern: '^a$' }),
    a({ ...text, pattern: '^b$' }),
    '/properties/a/pattern is another pattern',
  ],
  [
    'a new format',
    a(text),
    a({ ...text, format: 'uuid' }),
    '/properties/a/format was text and is uuid',
  ],
  [
    'an object that closes',
    a(text, { additionalProperties: true, maxProperties: 9 }),
    a(text),
    '/additionalProperties took further properties',
  ],
  [
    'fewer properties',
    a(text, { additionalProperties: true, maxProperties: 9 }),
    a(text, { additionalProperties: true, maxProperties: 8 }),
    '/maxProperties was 9 and is 8',
  ],
  [
    'any JSON that becomes a text',
    a({ 'x-any-json': true }),
    a(text),
    '/properties/a took any JSON',
  ],
  [
    'a fault far inside',
    a(object({ b: object({ c: count }) })),
    a(object({ b: object({ c: text }) })),
    '/properties/a/properties/b/properties/c/type was integer',
  ],
]
test.each(breaking)('refuses %s', (...change) => {
  const [, earlier, later, line] = change
  const lines = compareSchemas(earlier, later).map(
    ({ pointer, message }) => `${pointer} ${message}`,
  )
  expect(lines).toContainEqual(expect.stringContaining(line))
})

const welcome: readonly [name: string, SchemaNode, SchemaNode][] = [
  ['nothing new', object({ a: text, b: count }), object({ a: text, b: count })],
  ['a new optional field', a(text), object({ a: text, b: count })],
  [
    'wider bounds',
    object({ a: text, b: count }),
    object({ a: { ...text, maxLength: 10 }, b: { ...count, maximum: 10, minimum: -1 } }),
  ],
  ['a null beside', a(text), a({ ...text, type: ['string', 'null'] })],
  ['a further value', a({ enum: ['x'] }), a({ enum: ['x', 'y'] })],
  ['a choice that becomes any text', a({ enum: ['x'] }), a(text)],
  ['a pattern that is gone', a({ ...text, pattern: '^a$' }), a(text)],
  [
    'a UUID that becomes any text',
    a({ type: 'string', format: 'uuid', description: d }),
    a({ ...text, maxLength: 36 }),
  ],
  ['a field that is no longer required', a(text, { required: ['a'] }), a(text)],
  ['other words', a(text), a({ ...text, description: 'y', deprecated: true })],
  ['an object that opens', a(text), a(text, { additionalProperties: true, maxProperties: 9 })],
]
test.each(welcome)('welcomes %s', (_name, earlier, later) => {
  expect(compareSchemas(earlier, later)).toEqual([])
})

/** Small schemas over few values, so that pairs of them are often close to each other. */
const small = fc.integer({ min: 0, max: 3 })
const leaf: fc.Arbitrary<SchemaNode> = fc.oneof(
  fc.tuple(small, small, fc.boolean()).map(([min, more, nullable]): SchemaNode => {
    return { type: nullable ? ['integer', 'null'] : 'integer', minimum: min, maximum: min + more }
  }),
  fc.tuple(small, small).map(([min, more]): SchemaNode => {
    return { type: 'string', format: 'text', minLength: min, maxLength: min + more }
  }),
  fc.constantFrom<SchemaNode[]>(
    { type: 'boolean' },
    { type: 'string', maxLength: 3, pattern: '^a*$' },
    { type: 'string', format: 'uuid' },
    { enum: ['a', 1, null] },
    { enum: ['a', 'aa'] },
    { const: 1 },
    { 'x-any-json': true },
  ),
)
const { node } = fc.letrec<{ node: SchemaNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc
      .tuple(tie('node'), small)
      .map(([items, maxItems]): SchemaNode => ({ type: 'array', items, maxItems })),
    fc
      .tuple(fc.dictionary(fc.constantFrom('a', 'b'), tie('node')), fc.subarray(['a', 'b']))
      .map(([properties, required]) =>
        object(properties, { required: required.filter((name) => name in properties) }),
      ),
  ),
}))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<unknown[]>('', 'a', 'aa', 'aaa', 'b', 0, 1, 2, 3, 5, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
  ),
}))

test('keeps valid what was valid, whenever it finds nothing to refuse', () => {
  let compatible = 0
  const ajv = createAjv()
  const values = fc.array(value, { minLength: 10, maxLength: 30 })
  fc.assert(
    fc.property(fc.tuple(node, node), values, ([earlier, later], tries) => {
      if (compareSchemas(earlier, later).length > 0) return
      compatible++
      const before = ajv.compile(earlier)
      const after = ajv.compile(later)
      for (const one of tries) {
        const kept = !before(one) || after(one)
        expect([earlier, later, one, kept]).toEqual([earlier, later, one, true])
      }
    }),
    { numRuns: 8000 },
  )
  expect(compatible).toBeGreaterThan(100)
})
