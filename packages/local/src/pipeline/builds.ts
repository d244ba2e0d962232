import { spawn } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { projectRoot } from './program.ts'

/** Something that is served as it was built. */
export interface Build {
  readonly name: string
  /** Of its package, from the root of the project. */
  readonly folder: string
  /** The file that a build writes last, from the folder. */
  readonly output: string
  /** What goes into it from elsewhere, from the root of the project. */
  readonly reads?: readonly string[]
}

export const builds: readonly Build[] = [
  {
    name: 'browser SDK',
    folder: 'packages/browser-sdk',
    output: 'dist/weir.json',
    reads: ['packages/schema/src'],
  },
  {
    name: 'console',
    folder: 'packages/console',
    output: 'dist/index.html',
    reads: ['examples/aws/src/cost'],
  },
]

/** What no build reads, or what it writes. */
const skipped = new Set(['bench', 'dist', 'generated', 'node_modules', 'README.md', 'test'])

/** The time of the youngest file in a folder, in milliseconds. */
async function youngestMs(folder: string, leftOut: ReadonlySet<string>): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true })
  const times = await Promise.all(
    entries
      .filter(({ name }) => !leftOut.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? youngestMs(path, leftOut) : (await stat(path)).mtimeMs
      }),
  )
  return Math.max(0, ...times)
}

/** Whether what was built is missing or older than what it is made of. */
export async function isStale(build: Build, root: string): Promise<boolean> {
  const { folder, output, reads = [] } = build
  const built = await stat(join(root, folder, output)).catch(() => undefined)
  if (built === undefined) return true
  const times = await Promise.all([
    youngestMs(join(root, folder), skipped),
    // What another package has generated is read here.
    ...reads.map((each) => youngestMs(join(root, each), new Set())),
  ])
  return Math.max(...times) > built.mtimeMs
}

/** The command of the package's `build` script; undefined for a package that has none. */
async function buildScript({ folder }: Build, root: string): Promise<string | undefined> {
  const text = await readFile(join(root, folder, 'package.json'), 'utf8').catch(() => '{}')
  return (JSON.parse(text) as { scripts?: { build?: string } }).scripts?.build
}

export interface BuildContext {
  readonly env: NodeJS.ProcessEnv
  /** Cuts a build short. */
  readonly signal: AbortSignal
}

/** Builds what is missing or out of date, and tells each name before it does. */
export async function buildWhatIsStale(
  context: BuildContext,
  onBuild: (name: string) => void,
): Promise<void> {
  for (const build of builds) {
    const script = await buildScript(build, projectRoot)
    if (script === undefined || !(await isStale(build, projectRoot))) continue
    onBuild(build.name)
    await runScript(build, script, context)
  }
}

/** As a package manager runs it, without needing one. */
async function runScript(build: Build, script: string, context: BuildContext): Promise<void> {
  const { env, signal } = context
  const cwd = join(projectRoot, build.folder)
  const bins = [cwd, projectRoot].map((folder) => join(folder, 'node_modules/.bin'))
  const path = [...bins, env.PATH ?? ''].join(delimiter)
  const child = spawn(script, {
    cwd,
    shell: true,
    signal,
    env: { ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const code = await new Promise<number | null>((done) => {
    child.on('error', () => done(null))
    child.on('close', done)
  })
  if (code !== 0) throw new Error(`the ${build.name} could not be built:\n${output.trimEnd()}`)
}
