import { expect, test } from 'vitest'
import { compileNow } from '../../src/compile/compile-now.ts'
import { explain } from '../../src/explain.ts'
import type { SchemaNode } from '../../src/compile/schema-node.ts'

const named = (maximum: number): SchemaNode =>
  ({ $id: 'of-one-name', type: 'integer', maximum }) as SchemaNode

test('compiles schemas of one name, each by itself', () => {
  const upToOne = compileNow(named(1))
  const upToNine = compileNow(named(9))
  expect([upToOne(5), upToNine(5)]).toEqual([false, true])
})

test('compiles after a schema that is none', () => {
  expect(() => compileNow({ ...named(1), minimum: 'x' } as unknown as SchemaNode)).toThrow(
    /minimum/u,
  )
  expect(compileNow(named(1))(1)).toBe(true)
})

test.each([1, 100, 101, 5000])('holds a field to a list of %i values', (length) => {
  const values = Array.from({ length }, (_each, at) => (at === 0 ? null : at % 2 ? `v${at}` : at))
  const accepts = compileNow({ enum: values })
  expect(values.every((value) => accepts(value))).toBe(true)
  expect(
    ['v0', String(length), length + 1, true, [], undefined].some((value) => accepts(value)),
  ).toBe(false)
  expect(accepts.errors?.[0]).toMatchObject({ keyword: 'enum', params: { allowedValues: values } })
})

test('says as much of a long list as there is room for, and looks no further', () => {
  const values = Array.from({ length: 5000 }, (_each, at) => `value-${at}`)
  Object.defineProperty(values, 2000, { get: () => expect.unreachable() })
  const complaint = { keyword: 'enum', instancePath: '/a', params: { allowedValues: values } }
  expect(explain(complaint).message).toMatch(/^must be one of "value-0", "value-1", .+…$/u)
})
