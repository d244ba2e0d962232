import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { killAtExit } from '../support/end-program.ts'

export interface Run {
  /** From its start to its end, as whoever waits for it sees it. */
  readonly seconds: number
  readonly cpuSeconds: number
  /** The most memory that it ever held. */
  readonly peakMiB: number
  readonly out: string
}

const root = resolve(import.meta.dirname, '../..')

/** A file of this folder as the engine runs it: no compiler is in what is measured. */
const sourceOf = (name: string): string =>
  stripTypeScriptTypes(readFileSync(resolve(import.meta.dirname, name), 'utf8'))

const usage = `data:text/javascript,${encodeURIComponent(sourceOf('say-usage.ts'))}`

/** Runs a built program as a process of its own. */
export const runProgram = (program: string, words: readonly string[]): Promise<Run> =>
  run([resolve(root, program), ...words])

/** Runs a file of this folder as a process of its own. */
export const runHere = (name: string, words: readonly string[]): Promise<Run> =>
  run(['--input-type=module', '--eval', sourceOf(name), '--', ...words])

async function run(words: readonly string[]): Promise<Run> {
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', usage, ...words], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  killAtExit(child)
  const [out, said, took, [code]] = await Promise.all([
    textOf(child.stdio[1]),
    textOf(child.stdio[2]),
    textOf(child.stdio[3]),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`${words.join(' ')}: ${said.trim()}`)
  return { seconds, out, ...(JSON.parse(took) as { cpuSeconds: number; peakMiB: number }) }
}

const textOf = (end: unknown): Promise<string> =>
  end instanceof Readable ? text(end) : Promise.resolve('')
