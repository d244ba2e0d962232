import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { keptCode } from '../src/kept-code.ts'

export interface Program {
  readonly child: ChildProcess
  /** Waits for a line on stdout or stderr that matches. */
  readonly says: (what: RegExp) => Promise<RegExpExecArray>
  readonly exit: Promise<number | string | null>
}

/** `weir-local` in a process of its own, gone when the test is done. */
export function run(
  words: readonly string[],
  { cwd, env }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Program {
  const main = join(import.meta.dirname, '../src/main.ts')
  const child = spawn(process.execPath, ['--conditions=weir-source', main, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: env && { ...keptCode, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  const looking = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const look of looking) look()
    })
  }
  return {
    child,
    exit: new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal))),
    says: (what) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = what.exec(text)
          if (found !== null) resolve(found)
        }
        looking.add(look)
        look()
      }),
  }
}
