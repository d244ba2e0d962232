import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Every check of the project, one after the other: what `pnpm test` and CI run.
 * All of them run even when one fails, so that one run shows everything that is wrong.
 */
const root = resolve(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
const scratch = await mkdtemp(join(tmpdir(), 'weir-test-'))
const report = join(scratch, 'vitest.json')

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

interface Result {
  name: string
  seconds: number
  passed: number
  failed: number
  skipped: number
}

/** Output appears as it comes: a check that hangs should show where. */
function run(command: readonly string[]): Promise<{ code: number; seconds: number }> {
  const [program = '', ...words] = command
  const start = performance.now()
  return new Promise((done) => {
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    const end = (code: number) => done({ code, seconds: (performance.now() - start) / 1000 })
    child.on('error', () => end(1))
    child.on('exit', (code) => end(code ?? 1))
  })
}

async function runCheck({ name, command, skipped }: Check): Promise<Result> {
  console.log(`\n▸ ${name}`)
  const { code, seconds } = await run(command)
  const none = { name, seconds, passed: 0, failed: 0, skipped: 0 }
  if (code === 0) return { ...none, passed: 1 }
  return code === skipped ? { ...none, skipped: 1 } : { ...none, failed: 1 }
}

interface VitestCounts {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

async function runTests(): Promise<Result> {
  console.log(`\n▸ ${tests.name}`)
  const { code, seconds } = await run(tests.command)
  const counts = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text) as VitestCounts,
    (): VitestCounts => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }),
  )
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  const failed = Math.max(counts.numFailedTests, code === 0 ? 0 : 1)
  const { numPassedTests: passed, numPendingTests: skipped } = counts
  return { name: tests.name, seconds, passed, failed, skipped }
}

const matrix = join(root, 'node_modules/.cache/e2e/matrix.txt')
await rm(matrix, { force: true })
const results: Result[] = []
for (const check of checks) results.push(await runCheck(check))
results.push(await runTests())
await rm(scratch, { recursive: true })

console.log(`\n▸ delivery matrix\n\n${await readFile(matrix, 'utf8').catch(() => 'did not run')}`)
for (const { name, seconds, passed, failed } of results) {
  const verdict = failed > 0 ? 'FAIL' : passed > 0 ? 'ok  ' : 'skip'
  console.log(`${verdict} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed`)
}
const sum = (key: 'passed' | 'failed' | 'skipped') =>
  results.reduce((total, row) => total + row[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0
