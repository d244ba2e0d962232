import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { TestSpecification, Vitest } from 'vitest/node'
import { longest, LongestFirst } from '../longest-first.ts'

const root = resolve(import.meta.dirname, '../..')

test('starts what takes longest first, and the largest of the others behind it', async () => {
  const cache = { getTestSpecificationResult: () => undefined }
  const project = { name: '', config: { sequence: { groupOrder: 0 }, isolate: true } }
  const sequencer = new LongestFirst({ config: { root }, cache } as unknown as Vitest)
  const [first = '', second = ''] = longest
  const small = 'scripts/test/longest-first.test.ts'
  const large = 'scripts/test/boundaries.test.ts'
  const files = [small, second, large, first].map(
    (path) => ({ moduleId: join(root, path), project }) as unknown as TestSpecification,
  )
  const sorted = await sequencer.sort(files)
  expect(sorted.map(({ moduleId }) => moduleId)).toEqual(
    [first, second, large, small].map((path) => join(root, path)),
  )
})

test.each(longest)('knows %s by its name', async (path) => {
  expect((await stat(join(root, path))).isFile()).toBe(true)
})
