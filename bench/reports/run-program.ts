import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'

export interface Run {
  /** From its start to its end, as whoever waits for it sees it. */
  readonly seconds: number
  readonly cpuSeconds: number
  /** The most memory that it ever held. */
  readonly peakMiB: number
  readonly out: string
}

const root = resolve(import.meta.dirname, '../..')

/** Runs a program of ours as a process of its own. */
export async function runProgram(program: string, words: readonly string[]): Promise<Run> {
  const usage = resolve(import.meta.dirname, 'say-usage.ts')
  const start = performance.now()
  const child = spawn(
    process.execPath,
    ['--conditions=weir-source', '--import', usage, resolve(root, program), ...words],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  )
  const [out, said, took, [code]] = await Promise.all([
    textOf(child.stdio[1]),
    textOf(child.stdio[2]),
    textOf(child.stdio[3]),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`${program} ${words[0]}: ${said.trim()}`)
  return { seconds, out, ...(JSON.parse(took) as { cpuSeconds: number; peakMiB: number }) }
}

const textOf = (end: unknown): Promise<string> =>
  end instanceof Readable ? text(end) : Promise.resolve('')
