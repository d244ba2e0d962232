import { expect, test } from 'vitest'
import { compileNow } from '../../src/compile/compile-now.ts'
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
