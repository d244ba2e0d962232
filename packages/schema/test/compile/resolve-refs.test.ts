import { expect, test } from 'vitest'
import { parseSchemas } from '../../src/compile/load-schemas.ts'
import { formatProblem } from '../../src/compile/schema-node.ts'

const load = (files: Readonly<Record<string, object>>) =>
  parseSchemas(new Map(Object.entries(files).map(([name, doc]) => [name, JSON.stringify(doc)])))
const lines = (files: Readonly<Record<string, object>>) => load(files).problems.map(formatProblem)

const sku = { type: 'string', pattern: '^[A-Z]+$', maxLength: 9, description: 'An article.' }
const object = (properties: object) => ({ type: 'object', properties, additionalProperties: false })
const ref = (to: string) => ({ $ref: to, description: 'Words of its own.' })

test('puts a definition in the place of its $ref and keeps the words beside it', () => {
  const { schemas } = load({
    '_shared.schema.json': { $defs: { sku } },
    'cart/add.schema.json': object({ sku: ref('../_shared.schema.json#/$defs/sku') }),
  })
  expect(schemas.get('cart/add.schema.json')?.properties?.sku).toEqual({
    ...sku,
    description: 'Words of its own.',
  })
})

test('follows a $ref to a $ref, and to a part of its own file', () => {
  const { schemas } = load({
    'a.schema.json': { ...object({ x: ref('#/$defs/y') }), $defs: { y: ref('#/$defs/z'), z: sku } },
  })
  expect(schemas.get('a.schema.json')?.properties?.x?.pattern).toBe(sku.pattern)
})

test('refuses a circular $ref and shows the circle', () => {
  expect(
    lines({
      'a.schema.json': {
        ...object({ x: ref('#/$defs/y') }),
        $defs: { y: ref('#/$defs/z'), z: ref('#/$defs/y') },
      },
    }),
  ).toContain(
    'a.schema.json#/$defs/z/$ref: circular $ref: a.schema.json# -> a.schema.json#/$defs/y -> a.schema.json#/$defs/z -> a.schema.json#/$defs/y',
  )
})

test('refuses a schema that holds itself', () => {
  expect(lines({ 'a.schema.json': object({ x: ref('#') }) })).toEqual([
    'a.schema.json#/properties/x/$ref: circular $ref: a.schema.json# -> a.schema.json#',
  ])
})

test('refuses a circle over two files', () => {
  const found = lines({
    'a.schema.json': object({ x: ref('b.schema.json') }),
    'b.schema.json': object({ y: ref('a.schema.json') }),
  })
  expect(found).toHaveLength(2)
  for (const line of found) expect(line).toContain('circular $ref')
})

test.each([
  ['a file that is not there', 'gone.schema.json#/$defs/x', 'points to no schema file here'],
  ['a file outside the folder', '../../etc/passwd', 'points to no schema file here'],
  ['the network', 'https://example.com/x.schema.json', 'points to no schema file here'],
  ['a definition that is not there', '#/$defs/gone', 'points to nothing'],
  ['what every object inherits', '#/constructor', 'points to nothing'],
  ['all definitions', '#/$defs', 'points to no schema'],
  ['all fields', '#/properties', 'points to no schema'],
  ['what is no schema', '#/x-limits', 'points to no schema'],
  ['a file of definitions', '_shared.schema.json', 'points to no schema'],
  ['a group of definitions', '_shared.schema.json#/$defs/group', 'points to no schema'],
  ['a definition without its place', '_shared.schema.json#sku', 'points to no schema'],
])('refuses a $ref to %s', (_name, to, words) => {
  const [line = '', ...more] = lines({
    '_shared.schema.json': { $defs: { sku, group: { description: 'x', $defs: { sku } } } },
    'a.schema.json': { ...object({ x: ref(to) }), $defs: { sku }, 'x-limits': { maxLength: 3 } },
  })
  expect(line).toContain('a.schema.json#/properties/x/$ref')
  expect(line).toContain(words)
  expect(more).toEqual([])
})
