import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { checkDialect } from '../../src/compile/check-dialect.ts'
import { loadSchemas, parseSchemas } from '../../src/compile/load-schemas.ts'
import { formatProblem } from '../../src/compile/schema-node.ts'

const text = { type: 'string', format: 'text', maxLength: 10, description: 'A text.' }
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

test('finds nothing wrong with our own schemas', async () => {
  const { schemas, problems } = await loadSchemas(resolve(import.meta.dirname, '../../schemas'))
  expect(problems).toEqual([])
  expect(schemas.size).toBeGreaterThan(10)
})

const refused: readonly [name: string, schema: unknown, line: string][] = [
  ['a schema that is no object', true, '#: must be a schema, which is an object'],
  [
    'an unknown keyword',
    { ...text, maxlength: 5 },
    '#/maxlength: unknown keyword "maxlength"; did you mean "maxLength"?',
  ],
  [
    'a keyword that every object inherits',
    { ...text, constructor: 1 },
    '#/constructor: unknown keyword "constructor"',
  ],
  [
    'a keyword of JSON Schema that we leave out',
    { allOf: [text] },
    '#/allOf: unknown keyword "allOf"',
  ],
  [
    'a keyword with a wrong value',
    { ...text, maxLength: -1 },
    '#/maxLength: must be a whole number from 0',
  ],
  ['an unknown type', { type: 'text' }, '#/type: must be one of string, number,'],
  [
    'an unknown format',
    { ...text, format: 'email' },
    '#/format: must be one of uuid, utc-time, http-url, text',
  ],
  ['no type', { description: 'x' }, '#: has no type'],
  [
    'two types',
    { ...text, type: ['string', 'boolean'] },
    '#/type: must be one type, or one type and null',
  ],
  ['a string without a bound', { type: 'string', format: 'text' }, '#: a string needs "maxLength"'],
  [
    'a string of any characters',
    { type: 'string', maxLength: 3 },
    '#: a string needs a "pattern" or a "format"',
  ],
  [
    'a lower bound above the upper',
    { ...text, minLength: 11 },
    '#/minLength: is more than "maxLength"',
  ],
  ['a number without bounds', { type: 'number' }, '#: a number needs "minimum"'],
  [
    'a range that is empty',
    { type: 'integer', minimum: 2, maximum: 1 },
    '#/minimum: is more than "maximum"',
  ],
  ['an array without a bound', { type: 'array', items: text }, '#: an array needs "maxItems"'],
  ['an array of anything', { type: 'array', maxItems: 3 }, '#: an array needs "items"'],
  [
    'an object that does not say what else it takes',
    { type: 'object', properties: {} },
    '#: an object needs "additionalProperties"',
  ],
  [
    'an open object without bounds',
    object({}, { additionalProperties: true }),
    '#: an object with further properties needs "maxProperties", or',
  ],
  [
    'a field without a description',
    object({ a: { ...text, description: undefined } }),
    '#/properties/a/description: must be a text',
  ],
  [
    'a field without any words',
    object({ a: { type: 'boolean' } }),
    '#/properties/a: has no description',
  ],
  [
    'a required field that is not described',
    object({}, { required: ['a'] }),
    '#/required: "a" is required but not described',
  ],
  [
    'a bound that says nothing about its type',
    { ...text, minimum: 3 },
    '#/minimum: "minimum" says nothing about a string',
  ],
  [
    'a bound beside a list of values that has no type',
    { enum: ['EUR', 'USD'], maxLength: 3 },
    '#/maxLength: "maxLength" needs a "type" beside it',
  ],
  [
    'a bound of any JSON',
    { 'x-any-json': true, type: 'object', minimum: 1 },
    '#/minimum: "minimum" says nothing about a object',
  ],
  [
    'one of three bounds that hold together',
    object({}, { additionalProperties: true, maxProperties: 3, 'x-max-bytes': 300 }),
    '#: "x-max-bytes", "x-max-depth" and "x-max-keys" need each other',
  ],
  [
    'a listed value that its type refuses',
    { type: 'integer', enum: [1, 1.5] },
    '#/enum: 1.5 is no integer',
  ],
  [
    'a constant that its type refuses',
    { type: ['boolean', 'string'], const: null },
    '#/const: null is no boolean or string',
  ],
  [
    'a field that only holds definitions',
    object({ a: { description: 'x', $defs: {} } }),
    '#/properties/a: has no type',
  ],
  [
    'a name that SQL would have to quote',
    object({ 'a-b': text }),
    '#/properties/a-b: is not a name for a field',
  ],
  [
    'a name that is a prototype',
    object(JSON.parse('{"__proto__":{"type":"boolean","description":"x"}}') as object),
    '#/properties/__proto__: is not a name',
  ],
  [
    'a name that every object has',
    object({ constructor: { type: 'boolean', description: 'x' } }),
    '#/properties/constructor: is not a name for a field: every object of JavaScript has it',
  ],
  [
    'a bound beside a $ref',
    { $ref: '#/$defs/a', maxLength: 3 },
    '#/maxLength: "maxLength" may not stand beside "$ref"',
  ],
  [
    'a broken pattern',
    { type: 'string', maxLength: 9, pattern: '^[a$' },
    '#/pattern: is not a regular expression',
  ],
  [
    'a fault far inside',
    object({
      a: {
        type: 'array',
        maxItems: 1,
        description: 'x',
        items: object({ b: { type: 'number', description: 'x', minimum: 0 } }),
      },
    }),
    '#/properties/a/items/properties/b: a number needs "maximum"',
  ],
]

test.each(refused)('refuses %s', (_name, schema, line) => {
  const lines = checkDialect('e.schema.json', schema).map(formatProblem)
  expect(lines.join('\n')).toContain(`e.schema.json${line}`)
})

test('says all that is wrong with a file at once', () => {
  const schema = object({ a: { type: 'string' }, b: { type: 'number' } })
  expect(checkDialect('e', schema)).toHaveLength(6)
})

test('names the line of a file that is not JSON', () => {
  const { problems } = parseSchemas(
    new Map([['e.schema.json', '{\n  "type": "object",\n  oops\n}']]),
  )
  expect(problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^e\.schema\.json#: is not JSON in line 3: /u),
  ])
})

test('names a file that is empty', () => {
  const { problems } = parseSchemas(new Map([['e.schema.json', '']]))
  expect(problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^e\.schema\.json#: is not JSON/u),
  ])
})
