import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  countByKind,
  type Counts,
  type CountsByKind,
  type VitestReport,
} from './suite/count-by-kind.ts'
import { endOnSignal } from './suite/end-on-signal.ts'
import { createProgramRunner } from './suite/program-runner.ts'

/**
 * Every check of the project, one after the other: what `pnpm test` and CI run.
 * All of them run even when one fails, so that one run shows everything that is wrong.
 */
const root = resolve(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
const scratch = await mkdtemp(join(tmpdir(), 'weir-test-'))
const report = join(scratch, 'vitest.json')
/** What a fresh clone may take on two cores. */
const mostMinutes = 12
const runner = createProgramRunner(root)
endOnSignal(runner, () => rm(scratch, { recursive: true, force: true }))

interface Check {
  readonly name: string
  readonly command: readonly string[]
  /** The exit code of a check that could not be made here; it counts as skipped, by name. */
  readonly skipped?: number
}

const checks: readonly Check[] = [
  { name: 'format', command: [bin('oxfmt'), '--check', '.'] },
  { name: 'lint', command: [bin('oxlint'), '--deny-warnings', '.'] },
  { name: 'types', command: [bin('tsc'), '-b'] },
  {
    name: 'generated files are fresh',
    command: [
      bin('node'),
      '--conditions=weir-source',
      'packages/schema/build/generate.ts',
      '--check',
    ],
  },
  { name: 'licences', command: [bin('node'), 'scripts/supply-chain.ts', '--licences'] },
  {
    name: 'known weaknesses',
    command: [bin('node'), 'scripts/supply-chain.ts', '--audit'],
    skipped: 2,
  },
  { name: 'build', command: ['npx', '--yes', 'pnpm', 'build'] },
  // Before the tests, so that nothing is installed within a test's time.
  {
    name: 'browsers',
    command: [bin('node'), '--conditions=weir-source', 'packages/browsers/src/main.ts'],
  },
]
const tests = {
  name: 'tests',
  command: [
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ],
}

interface Result extends Counts {
  name: string
  seconds: number
}

async function runCheck({ name, command, skipped }: Check): Promise<Result> {
  console.log(`\n▸ ${name}`)
  const { code, seconds } = await runner.run(command)
  const none = { name, seconds, passed: 0, failed: 0, skipped: 0 }
  if (code === 0) return { ...none, passed: 1 }
  return code === skipped ? { ...none, skipped: 1 } : { ...none, failed: 1 }
}

async function runTests(): Promise<Omit<Result, 'skipped'> & CountsByKind> {
  console.log(`\n▸ ${tests.name}`)
  const { code, seconds } = await runner.run(tests.command)
  const counts = countByKind(
    root,
    await readFile(report, 'utf8').then(
      (text) => JSON.parse(text) as VitestReport,
      (): VitestReport => ({ testResults: [] }),
    ),
  )
  const total = (key: keyof Counts): number =>
    Array.from(counts.kinds.values(), (kind) => kind[key]).reduce((sum, some) => sum + some, 0)
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  const failed = Math.max(total('failed'), code === 0 ? 0 : 1)
  return { ...counts, name: tests.name, seconds, passed: total('passed'), failed }
}

const matrix = join(root, 'node_modules/.cache/e2e/matrix.txt')
await rm(matrix, { force: true })
const results: Result[] = []
for (const check of checks) results.push(await runCheck(check))
const { kinds, skipped, ...tested } = await runTests()
results.push({ ...tested, skipped: skipped.length })
await rm(scratch, { recursive: true })

console.log(`\n▸ delivery matrix\n\n${await readFile(matrix, 'utf8').catch(() => 'did not run')}`)
for (const { name, seconds, passed, failed } of results) {
  const verdict = failed > 0 ? 'FAIL' : passed > 0 ? 'ok  ' : 'skip'
  console.log(`${verdict} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed`)
}
for (const [kind, { passed, failed }] of kinds) {
  const others = failed > 0 ? `, ${failed} failed` : ''
  console.log(`       ${kind.padEnd(37)}  ${passed} passed${others}`)
}
for (const name of skipped) console.log(`skip ${name}`)
const minutes = results.reduce((total, { seconds }) => total + seconds, 0) / 60
const over = minutes > mostMinutes ? `, more than the ${mostMinutes} it may take on two cores` : ''
console.log(`\n${minutes.toFixed(1)} minutes${over}`)
const sum = (key: keyof Counts) => results.reduce((total, row) => total + row[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0
