import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptCode } from '@weir/local/kept-code'
import { projectRoot } from './pages.ts'

/** What a block of shell did. */
export interface Outcome {
  readonly code: number | null
  readonly output: string
  /** Commands that were not run, with the reason. */
  readonly notRan: readonly (readonly [command: string, because: string])[]
}

/** A folder as a fresh clone of the project, in which commands may write. */
export interface Checkout {
  readonly folder: string
  /** Runs what a page shows as its reader would paste it, one after the other, but ends at the first command that fails. */
  readonly run: (text: string, environment?: Readonly<Record<string, string>>) => Promise<Outcome>
  readonly remove: () => Promise<void>
}

const main = join(import.meta.dirname, 'main.ts')

/** Names that the shell finds before those of the machine. */
const standIns: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['npx', 'npm', 'aws', 'docker'].map((name) => [
      name,
      `exec '${process.execPath}' --conditions=weir-source '${main}' ${name} "$@"`,
    ]),
  ),
  node: `exec '${process.execPath}' "$@"`,
  // What is waited for elsewhere is there at once here.
  sleep: 'exit 0',
}

/** Makes a folder in which everything of the real one is, but what is left out. */
async function link(name: string, folder: string, leftOut: readonly string[]): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  for (const each of await readdir(join(projectRoot, name))) {
    if (leftOut.includes(each)) continue
    await symlink(join(projectRoot, name, each), join(folder, name, each))
  }
}

export async function createCheckout(): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-manual-'))
  // As `git clone` and the install leave it, but `data` and what commands write are its own.
  await link('.', folder, ['data', 'examples', '.git'])
  await link('examples', folder, ['aws'])
  await link('examples/aws', folder, ['cdk.out'])
  const bin = join(folder, '.bin')
  await mkdir(bin)
  for (const [name, script] of Object.entries(standIns)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(bin, name), 0o755)
  }
  return {
    folder,
    run: (text, environment = {}) => runBlock(folder, text, environment),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function runBlock(
  folder: string,
  text: string,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const calls = join(folder, '.calls')
  await writeFile(calls, '')
  const child = spawn('sh', ['-e', '-c', text], {
    cwd: folder,
    env: {
      ...keptCode,
      HOME: folder,
      PATH: `${join(folder, '.bin')}:/usr/local/bin:/usr/bin:/bin`,
      MANUAL_CALLS: calls,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that nothing it started outlives the tests.
    detached: true,
  })
  const kill = () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  process.once('exit', kill)
  // Who ends a run of the tests tells this process by a signal, and nothing runs at the exit of one that dies of it.
  const killAndEnd = () => {
    kill()
    process.kill(process.pid, 'SIGTERM')
  }
  process.once('SIGTERM', killAndEnd)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (some: string) => (output += some))
  }
  const code = await new Promise<number | null>((done) => child.once('close', done))
  process.off('exit', kill)
  process.off('SIGTERM', killAndEnd)
  const notes = (await readFile(calls, 'utf8')).split('\n').filter(Boolean)
  return {
    code,
    output,
    notRan: notes.map((note) => {
      const [command = '', because = ''] = note.split('\t')
      return [command, because]
    }),
  }
}
