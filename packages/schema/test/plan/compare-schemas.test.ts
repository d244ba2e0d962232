import { expect, test } from 'vitest'
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

const nothing: SchemaNode = { type: 'object', additionalProperties: false, description: d }
const map = (items: SchemaNode): SchemaNode => ({
  ...nothing,
  additionalProperties: items,
  maxProperties: 9,
})
const withoutFields: readonly [name: string, SchemaNode, SchemaNode, string][] = [
  ['the last field that is gone', a(text), nothing, '/properties/a the field "a" was removed'],
  [
    'the first field, if it is required',
    nothing,
    a(text, { required: ['a'] }),
    '/required the field "a" is new and required',
  ],
  ['a map that closes', map(text), nothing, '/additionalProperties took further properties'],
  [
    'a map of something else',
    map(text),
    map(count),
    '/additionalProperties/type was string and is integer',
  ],
  [
    'a field that takes other values than the map did',
    map(text),
    { ...map(text), properties: { a: count } },
    '/properties/a/type was string and is integer',
  ],
  [
    'a listed value that is now too long',
    a({ enum: ['xx'] }),
    a({ type: 'string', maxLength: 1, enum: ['x', 'xx'] }),
    '/properties/a/enum no longer takes "xx"',
  ],
]
test.each([...breaking, ...withoutFields])('refuses %s', (...change) => {
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
  ['a first field that is optional', nothing, a(text)],
  ['the same without any field', nothing, nothing],
  [
    'values that their bounds never took',
    a({ enum: ['xx'], type: 'string', maxLength: 1 }),
    a({ enum: ['x'] }),
  ],
  ['other words', a(text), a({ ...text, description: 'y', deprecated: true })],
  ['an object that opens', a(text), a(text, { additionalProperties: true, maxProperties: 9 })],
]
test.each(welcome)('welcomes %s', (_name, earlier, later) => {
  expect(compareSchemas(earlier, later)).toEqual([])
})
