import { execFile } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boundaries } from '../boundaries.ts'

const root = resolve(import.meta.dirname, '../..')

interface Finding {
  code: string
  filename: string
  message: string
  help: string
}

let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'weir-boundaries-'))
  await mkdir(join(copy, 'scripts'))
  await copyFile(join(root, 'oxlint.config.ts'), join(copy, 'oxlint.config.ts'))
  await copyFile(join(root, 'scripts/boundaries.ts'), join(copy, 'scripts/boundaries.ts'))
  await cp(join(root, 'scripts/boundaries'), join(copy, 'scripts/boundaries'), { recursive: true })
  await copyFile(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rm(copy, { recursive: true }))

/** Lints one file by the project's own rules and returns what was found in it. */
async function lint(path: string, source: string): Promise<Finding[]> {
  await mkdir(dirname(join(copy, path)), { recursive: true })
  await writeFile(join(copy, path), source)
  const stdout = await new Promise<string>((done) => {
    execFile(
      join(root, 'node_modules/.bin/oxlint'),
      ['--format', 'json', path],
      { cwd: copy },
      (_error, out) => done(out),
    )
  })
  await rm(join(copy, path))
  return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
}

const codesOf = async (path: string, source: string) =>
  (await lint(path, source)).map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1'))

for (const { probeFile, denied } of boundaries) {
  for (const { probe, message } of denied) {
    test(`rejects ${probe} in ${probeFile}`, async () => {
      const found = await lint(probeFile, `export { x } from '${probe}'\n`)
      const hits = found.filter(({ code }) => code.includes('no-restricted-imports'))
      expect(hits).toHaveLength(1)
      expect(`${hits[0]?.message} ${hits[0]?.help}`).toContain(message)
    })
  }
  test(`lets a neighbour pass in ${probeFile}`, async () => {
    expect(await codesOf(probeFile, `export { x } from './neighbour.ts'\n`)).not.toContain(
      'no-restricted-imports',
    )
  })
}

const lines = (count: number, line = '  x += 1\n') => line.repeat(count)
const body = (count: number) =>
  `export function f(): number {\n  let x = 0\n${lines(count)}  return x\n}\n`

test('accepts a file, a function and parameters at the cap', async () => {
  const three = 'export const g = (a: number, b: number, c: number): number => a + b + c\n'
  expect(await codesOf('packages/schema/src/probe.ts', body(56) + three)).toEqual([])
})
test('rejects a function of more than 60 lines', async () => {
  expect(await codesOf('packages/schema/src/probe.ts', body(57))).toEqual([
    'max-lines-per-function',
  ])
})
test('rejects a file of more than 250 lines', async () => {
  const source = lines(251, 'export {}\n')
  expect(await codesOf('packages/schema/src/probe.ts', source)).toContain('max-lines')
})
test('rejects a fourth parameter', async () => {
  const source =
    'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d\n'
  expect(await codesOf('packages/schema/src/probe.ts', source)).toEqual(['max-params'])
})
test('rejects a promise that nobody waits for', async () => {
  const source = 'export function f(g: () => Promise<void>): void {\n  g()\n}\n'
  expect(await codesOf('packages/schema/src/probe.ts', source)).toEqual(['no-floating-promises'])
})
test('rejects the caps in tests as well', async () => {
  expect(await codesOf('packages/schema/test/probe.test.ts', body(57))).toContain(
    'max-lines-per-function',
  )
})
test('rejects an import cycle', async () => {
  await mkdir(join(copy, 'packages/schema/src/compile'), { recursive: true })
  await writeFile(
    join(copy, 'packages/schema/src/compile/a.ts'),
    "import { b } from './probe.ts'\nexport const a = (): number => b()\n",
  )
  const source = "import { a } from './a.ts'\nexport const b = (): number => a()\n"
  expect(await codesOf('packages/schema/src/compile/probe.ts', source)).toContain('no-cycle')
})
