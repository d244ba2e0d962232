import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDifferences } from '../../src/testing/find-differences.ts'

const aText: unknown = expect.any(String)

test('finds none between a value and itself, whatever JSON it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Every name a field of its own, as JSON.parse makes them.
      const same = JSON.parse(JSON.stringify(value)) as unknown
      expect(findDifferences(same, same)).toEqual([])
    }),
  )
})

test('names each field that differs by its path, and looks at no other', () => {
  const actual = { event_type: 'purchase', value: 14, properties: { sku: 'mug', lines: [1, 2] } }
  const expected = { value: 15, properties: { sku: 'kettle', lines: [1, 3] } }
  expect(findDifferences(expected, actual)).toEqual([
    { path: 'value', expected: 15, actual: 14 },
    { path: 'properties.sku', expected: 'kettle', actual: 'mug' },
    { path: 'properties.lines[1]', expected: 3, actual: 2 },
  ])
})

test.each([
  ['an object within a list is matched in part', [{ a: 1 }], [{ a: 1, b: 2 }]],
  ['a RegExp is tried on a text', { url: /\/thanks$/g }, { url: 'http://shop/thanks' }],
  ['a function decides', { n: (value: unknown) => value === 3 }, { n: 3 }],
  ['a matcher of the test runner decides', { id: aText }, { id: 'x' }],
  ['a field may be expected to be missing', { user_id: undefined }, {}],
])('agrees: %s', (_name, expected, actual) => {
  expect(findDifferences(expected, actual)).toEqual([])
})

test.each([
  ['a list of another length', [1], [1, 2]],
  ['a list for an object', { length: 0 }, []],
  ['an object for a list', [], {}],
  ['a number for a text', '1', 1],
  ['a RegExp and no text', /1/u, 1],
  ['a function that says no', () => false, 1],
  ['a matcher that says no', aText, 1],
  ['null for an object', { a: 1 }, null],
])('differs: %s', (_name, expected: unknown, actual: unknown) => {
  expect(findDifferences(expected, actual)).toEqual([{ path: '', expected, actual }])
})

test('takes nothing that an object has from its prototype for a field', () => {
  const isThere = (value: unknown): boolean => value !== undefined
  expect(findDifferences({ constructor: isThere }, {})).toHaveLength(1)
})
