import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAjv } from '../../src/compile/create-ajv.ts'
import type { SchemaNode } from '../../src/compile/schema-node.ts'
import { compareSchemas } from '../../src/plan/compare-schemas.ts'

const object = (properties: Record<string, SchemaNode>, more: object = {}): SchemaNode => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
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
    { type: 'object', additionalProperties: false },
    { type: 'object', additionalProperties: true, maxProperties: 1 },
    { type: 'object', additionalProperties: { enum: ['a', 1, null] }, maxProperties: 1 },
    { type: 'object', additionalProperties: { enum: ['a', 'aa'] }, maxProperties: 2 },
    object({ a: { enum: ['a', 'aa'] } }, { additionalProperties: { const: 1 }, maxProperties: 2 }),
    { type: 'string', maxLength: 3, pattern: '^a*$' },
    { type: 'string', format: 'uuid' },
    { enum: ['a', 1, null] },
    { enum: ['a', 'aa'] },
    { type: 'string', maxLength: 1, enum: ['a', 'aa'] },
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
    { numRuns: 5000 },
  )
  expect(compatible).toBeGreaterThan(100)
})
