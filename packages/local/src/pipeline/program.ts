import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { keptCode } from '../kept-code.ts'

/** The folder of the whole project: programs are named from there. */
export const projectRoot: string = resolve(import.meta.dirname, '../../../..')
const endWithParent = new URL('end-with-parent.ts', import.meta.url).href

/** What is needed to run one program of the pipeline. */
export interface ProgramSpec<Ready> {
  /** As people call it, and the name of its log. */
  readonly name: string
  /** From the root of the project. */
  readonly main: string
  readonly words: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Reads the line by which the program says that it is ready; undefined for any other. */
  readonly readReady: (line: string) => Ready | undefined
  /** What a person should see of a line that it prints, once it is ready or before. */
  readonly readTrouble: (line: string, isReady: boolean) => string | undefined
}

export interface ProgramContext {
  /** Folder of the logs. */
  readonly logs: string
  readonly say: (line: string) => void
}

/** A program of the pipeline, in a process of its own. */
export interface Program<Ready> {
  readonly name: string
  /** Rejects with one line when it does not come up. */
  readonly ready: Promise<Ready>
  /** Resolves when it has ended, with how: a code or a signal. */
  readonly ended: Promise<string>
  /** The latest lines that it printed. */
  readonly lines: readonly string[]
  /** Asks it to end and waits until it has; one that takes longer is killed. */
  stop(longestMs: number): Promise<void>
  kill(): void
}

const keptLines = 20
const startMs = 60_000

/**
 * Detached: Ctrl-C reaches a whole group of processes, and would end the stream before the gateway
 * has written to it. The channel is there for `end-with-parent.ts` alone.
 */
export function startProgram<Ready>(
  spec: ProgramSpec<Ready>,
  { logs, say }: ProgramContext,
): Program<Ready> {
  const { name, main, words, env } = spec
  const log = join(logs, `${name}.log`)
  const child = spawn(
    process.execPath,
    ['--conditions=weir-source', `--import=${endWithParent}`, join(projectRoot, main), ...words],
    { env: { ...keptCode, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  const lines: string[] = []
  const ready = Promise.withResolvers<Ready>()
  ready.promise.catch(() => undefined)
  let isReady = false
  let isStopping = false
  const fail = (why: string): void => {
    ready.reject(new Error(`${name} did not start: ${lines.at(-1) ?? why}; see ${log}`))
  }
  const tooLate = setTimeout(() => fail(`it was not ready within ${startMs / 1000} s`), startMs)
  const file = createWriteStream(log)
  file.on('error', () => undefined) // A full disk: the pipeline itself says so.
  const see = (line: string): void => {
    lines.push(line)
    if (lines.length > keptLines) lines.shift()
    file.write(`${line}\n`)
    const value = isReady ? undefined : spec.readReady(line)
    if (value !== undefined) {
      isReady = true
      clearTimeout(tooLate)
      ready.resolve(value)
    } else if (!isStopping) {
      const trouble = spec.readTrouble(line, isReady)
      if (trouble !== undefined) say(`${name}: ${trouble}`)
    }
  }
  const ended = endOf(child, see).then((how) => {
    clearTimeout(tooLate)
    file.end()
    fail(how)
    return how
  })
  return {
    name,
    lines,
    ready: ready.promise,
    ended,
    kill: () => void child.kill('SIGKILL'),
    async stop(longestMs) {
      isStopping = true
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), longestMs)
      await ended
      clearTimeout(late)
    },
  }
}

/** Resolves when the process is gone and everything it printed was seen. */
async function endOf(child: ChildProcess, see: (line: string) => void): Promise<string> {
  const gone = new Promise<string>((done) => {
    child.on('error', (error) => done(error.message))
    child.on('close', (code, signal) => done(signal ?? `exit code ${code}`))
  })
  for (const input of [child.stdout, child.stderr]) {
    if (input !== null) createInterface({ input }).on('line', see)
  }
  return gone
}
