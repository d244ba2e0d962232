import { expect, test } from 'vitest'
import { misfits, type Shape } from '../../src/api/shape.ts'

const shape: Shape = {
  name: 'string',
  count: ['nullable', 'number'],
  more: ['optional', 'boolean'],
  items: ['array', { any: 'unknown', of: 'object' }],
}

test('accepts what fits', () => {
  const items = [{ any: 1, of: {} }]
  expect(misfits(shape, { name: 'a', count: null, items })).toEqual([])
  expect(misfits(shape, { name: 'a', count: 1, more: true, items: [], else: 1 })).toEqual([])
})

test.each([
  [{ count: 1, items: [] }, ['/name is no string']],
  [{ name: 'a', items: [] }, ['/count is no number']],
  [{ name: 'a', count: 1, more: 1, items: [] }, ['/more is no boolean']],
  [{ name: 'a', count: 1, items: {} }, ['/items is no array']],
  [
    { name: 'a', count: 1, items: [{ of: [] }, null] },
    ['/items/0/of is no object', '/items/1 is no object'],
  ],
  [[], [' is no object']],
])('says where %j does not', (value, faults) => {
  expect(misfits(shape, value)).toEqual(faults)
})
