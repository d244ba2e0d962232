import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { builds, isStale } from '../../src/pipeline/builds.ts'
import { temporaryFolder } from './run-start.ts'

const build = { name: 'console', folder: 'console', output: 'dist/index.html' }

test('builds again after a change in another package that it reads', async () => {
  const root = await packageOf({
    'dist/index.html': 5,
    'src/main.ts': 10,
    '../schema/generated/limits.ts': 1,
  })
  expect(await isStale(build, root)).toBe(false)
  expect(await isStale({ ...build, reads: ['schema'] }, root)).toBe(true)
})

test('knows what the SDK takes from elsewhere', () => {
  expect(builds.map(({ reads }) => reads)).toContainEqual(['packages/schema/src'])
})

/** A package whose files have the given ages, in seconds. */
async function packageOf(ages: Readonly<Record<string, number>>): Promise<string> {
  const root = await temporaryFolder()
  for (const [name, age] of Object.entries(ages)) {
    const path = join(root, 'console', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, '')
    const time = 1_700_000_000 - age
    await utimes(path, time, time)
  }
  return root
}

test.each([
  ['builds what was never built', { 'src/main.ts': 10 }, true],
  ['builds again after a change', { 'dist/index.html': 10, 'src/deep/main.ts': 5 }, true],
  ['lets alone what is up to date', { 'dist/index.html': 5, 'src/deep/main.ts': 10 }, false],
  [
    'does not mind a change that no build reads',
    { 'dist/index.html': 5, 'src/main.ts': 9, 'test/a.test.ts': 1, 'README.md': 1 },
    false,
  ],
])('%s', async (_name, ages, stale) => {
  expect(await isStale(build, await packageOf(ages))).toBe(stale)
})
