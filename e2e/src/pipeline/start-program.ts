import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { keptCode } from '@weir/local/kept-code'

/** One of our programs, in a process of its own. */
export interface Program {
  /** The address that it said when it was ready. */
  readonly url: string
  /** Waits for a line that matches, from now on. */
  says(what: RegExp): Promise<void>
  signal(name: NodeJS.Signals): void
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>
}

export interface ProgramOptions {
  /** The words for node: the file of the program first, or options before it. */
  readonly words: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** The line that says it is ready, with its address in the first group. */
  readonly ready: RegExp
}

/** Programs that are running; none outlives us. */
const running = new Set<() => void>()
process.once('exit', () => running.forEach((kill) => kill()))

export async function startProgram({
  words,
  environment = {},
  ready,
}: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, ['--conditions=weir-source', ...words], {
    env: { ...keptCode, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  running.add(kill)
  const lines: string[] = []
  const readers = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const read of readers) read(line)
    })
  }
  const find = async (what: RegExp): Promise<string> => {
    let read: (line: string) => void = () => undefined
    let fail: () => void = () => undefined
    try {
      return await new Promise((found, failed) => {
        read = (line) => {
          const [all, group = all] = what.exec(line) ?? []
          if (group !== undefined) found(group)
        }
        fail = () => failed(new Error(`it ended before it said ${what}: ${lines.join('\n')}`))
        readers.add(read)
        child.once('exit', fail)
      })
    } finally {
      readers.delete(read)
      child.off('exit', fail)
    }
  }
  const url = await find(ready)
  return {
    url,
    says: async (what) => void (await find(what)),
    signal: (name) => void child.kill(name),
    async stop() {
      running.delete(kill)
      // What has ended by itself says so only once.
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}
