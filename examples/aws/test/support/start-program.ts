import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A program of ours that runs beside the test. */
export interface Program {
  /** The next line of its output; throws with its errors when it has ended. */
  readonly line: () => Promise<string>
  /** All that is still to come, until it ends. */
  readonly rest: () => Promise<string[]>
  /** What it has written to its errors so far. */
  readonly errors: () => string
  readonly signal: (name: NodeJS.Signals) => void
  /** Its exit code, once it has ended. */
  readonly ended: () => Promise<number | null>
}

/** Starts node; ends it with the test at the latest. */
export function startProgram(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child: ChildProcess = spawn(process.execPath, words, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'close')
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  return {
    async line() {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`the program has ended: ${errors}`)
      return value
    },
    async rest() {
      const all: string[] = []
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) return all
        all.push(value)
      }
    },
    errors: () => errors,
    signal: (name) => child.kill(name),
    async ended() {
      const [code] = (await exit) as [number | null]
      return code
    },
  }
}
