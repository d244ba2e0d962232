import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLines, placeComplaints } from '../../src/state/json-lines.ts'

const textOf = (value: unknown) =>
  jsonLines(value)
    .map(({ tokens }) => tokens.map(({ text }) => text).join(''))
    .join('\n')

test('writes what it was given: read again, it is the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(textOf(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('says of each line where it is', () => {
  const lines = jsonLines({ a: [1, { 'b/c~': null }], d: {} })
  expect(lines.map(({ pointer, depth }) => [pointer, depth])).toEqual([
    ['', 0],
    ['/a', 1],
    ['/a/0', 2],
    ['/a/1', 2],
    ['/a/1/b~1c~0', 3],
    ['/a/1', 2],
    ['/a', 1],
    ['/d', 1],
    ['', 0],
  ])
})

test('puts a complaint under its field', () => {
  const lines = jsonLines({ event_type: 'NO', properties: { depth: 'x' } })
  const path = '/properties/depth'
  const complaint = { path, message: 'must be a number' }
  expect(placeComplaints(lines, [complaint])).toEqual(
    new Map([[lines.findIndex(({ pointer }) => pointer === path), [complaint]]]),
  )
})

test.each(['/page_url', '/nothing/of/that', ''])(
  'puts a complaint about what is not there where it would be: %j',
  (path) => {
    const lines = jsonLines({ event_type: 'click' })
    const complaint = { path, message: 'is required' }
    expect(placeComplaints(lines, [complaint])).toEqual(new Map([[0, [complaint]]]))
  },
)
