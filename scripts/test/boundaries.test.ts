import { execFile } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { boundaries } from '../boundaries.ts'

const root = resolve(import.meta.dirname, '../..')

interface Finding {
  readonly code: string
  readonly filename: string
  readonly message: string
  readonly help: string
  readonly labels: readonly { readonly span: { readonly line: number } }[]
}

/** Files by path: all are linted in one run, for starting the linter takes longer than its work. */
const specimens = new Map<string, string>()
let findings: readonly Finding[]
beforeAll(async () => {
  const copy = await mkdtemp(join(tmpdir(), 'weir-boundaries-'))
  try {
    findings = await lint(copy)
  } finally {
    await rm(copy, { recursive: true })
  }
}, 120_000)

/** Lints the specimens by the project's own rules. */
async function lint(copy: string): Promise<readonly Finding[]> {
  await mkdir(join(copy, 'scripts'))
  await copyFile(join(root, 'oxlint.config.ts'), join(copy, 'oxlint.config.ts'))
  await copyFile(join(root, 'scripts/boundaries.ts'), join(copy, 'scripts/boundaries.ts'))
  await cp(join(root, 'scripts/boundaries'), join(copy, 'scripts/boundaries'), { recursive: true })
  await copyFile(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [path, source] of specimens) {
    await mkdir(dirname(join(copy, path)), { recursive: true })
    await writeFile(join(copy, path), source)
  }
  const stdout = await new Promise<string>((done) => {
    execFile(
      join(root, 'node_modules/.bin/oxlint'),
      ['--format', 'json', ...specimens.keys()],
      { cwd: copy, maxBuffer: 2 ** 26 },
      (_error, out) => done(out),
    )
  })
  const report = JSON.parse(stdout) as { diagnostics: Finding[]; number_of_files: number }
  expect(report.number_of_files).toBe(specimens.size)
  return report.diagnostics
}

function specimen(path: string, source: string): string {
  if (specimens.has(path)) throw new Error(`two specimens of ${path}`)
  specimens.set(path, source)
  return path
}

const findingsIn = (path: string): Finding[] => findings.filter(({ filename }) => filename === path)

const codesOf = (path: string): string[] =>
  findingsIn(path).map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1'))

for (const { probeFile, denied } of boundaries) {
  const probes = denied.map(({ probe }, at) => `export { x as x${at} } from '${probe}'\n`)
  const neighbour = "export { x } from './neighbour.ts'\n"
  const path = specimen(probeFile, probes.join('') + neighbour)
  const hitsIn = (line: number): Finding[] =>
    findingsIn(path)
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .filter(({ labels }) => labels[0]?.span.line === line)
  for (const [at, { probe, message }] of denied.entries()) {
    test(`rejects ${probe} in ${probeFile}`, () => {
      const hits = hitsIn(at + 1)
      expect(hits).toHaveLength(1)
      expect(`${hits[0]?.message} ${hits[0]?.help}`).toContain(message)
    })
  }
  test(`lets a neighbour pass in ${probeFile}`, () => {
    expect(hitsIn(probes.length + 1)).toEqual([])
  })
}

/** A file of its own for the rules that know no boundary. */
const capped = (name: string, source: string): string =>
  specimen(`packages/schema/src/${name}.ts`, source)

const lines = (count: number, line = '  x += 1\n') => line.repeat(count)
const body = (count: number) =>
  `export function f(): number {\n  let x = 0\n${lines(count)}  return x\n}\n`

const three = 'export const g = (a: number, b: number, c: number): number => a + b + c\n'
const atCap = capped('at-cap', body(56) + three)
test('accepts a file, a function and parameters at the cap', () => {
  expect(codesOf(atCap)).toEqual([])
})
const longFunction = capped('long-function', body(57))
test('rejects a function of more than 60 lines', () => {
  expect(codesOf(longFunction)).toEqual(['max-lines-per-function'])
})
const longFile = capped('long-file', lines(251, 'export {}\n'))
test('rejects a file of more than 250 lines', () => {
  expect(codesOf(longFile)).toContain('max-lines')
})
const fourParameters = capped(
  'four-parameters',
  'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d\n',
)
test('rejects a fourth parameter', () => {
  expect(codesOf(fourParameters)).toEqual(['max-params'])
})
const floating = capped('floating', 'export function f(g: () => Promise<void>): void {\n  g()\n}\n')
test('rejects a promise that nobody waits for', () => {
  expect(codesOf(floating)).toEqual(['no-floating-promises'])
})
const longTest = specimen('packages/schema/test/probe.test.ts', body(57))
test('rejects the caps in tests as well', () => {
  expect(codesOf(longTest)).toContain('max-lines-per-function')
})
capped('compile/a', "import { b } from './b.ts'\nexport const a = (): number => b()\n")
const cycle = capped(
  'compile/b',
  "import { a } from './a.ts'\nexport const b = (): number => a()\n",
)
test('rejects an import cycle', () => {
  expect(codesOf(cycle)).toContain('no-cycle')
})
capped('types/c', "import type { D } from './d.ts'\nexport type C = D | null\n")
const cycleOfTypes = capped(
  'types/d',
  "import type { C } from './c.ts'\nexport type D = C | undefined\n",
)
test('rejects files that only name each other’s types', () => {
  expect(codesOf(cycleOfTypes)).toContain('no-cycle')
})
