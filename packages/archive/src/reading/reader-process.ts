import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { extname, join } from 'node:path'
import type { Question } from './queries.ts'
import { type ReadingCode, ReadingError } from './reading-error.ts'

/** What the reading process is told. */
export interface FromParent {
  readonly id: number
  readonly question: Question
}

/** What it says. */
export type ToParent =
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number
      readonly error: { readonly code: ReadingCode; readonly message: string }
    }

export interface ProcessOptions {
  readonly location: string
  readonly memory: string
  readonly threads: number
  /** Where its scratch goes. */
  readonly temporary: string
}

/** A process that answers one question at a time. */
export interface ReaderProcess {
  /** Rejects when the process ends before it answers. */
  readonly ask: (question: Question) => Promise<unknown>
  /** Resolves when it is gone and has left nothing behind. */
  readonly end: (how: 'gently' | 'at once') => Promise<void>
  readonly isGone: () => boolean
}

const extension = extname(import.meta.filename)
const program = join(import.meta.dirname, `reading-program${extension}`)

/** From the source, workspace imports are looked up there as well. */
const execArgv = [
  ...(extension === '.ts' ? ['--conditions=weir-source'] : []),
  '--max-old-space-size=256',
]

export function startReaderProcess({
  location,
  memory,
  threads,
  temporary,
}: ProcessOptions): ReaderProcess {
  const scratch = mkdtempSync(join(temporary, 'weir-reading-'))
  const child = fork(program, [location, scratch, memory, String(threads)], {
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // It holds nobody up who wants to exit.
  child.unref()
  child.channel?.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()
  const lastWords = keepLastWords(child)
  let isGone = false
  const gone = (async () => {
    await once(child, 'exit').catch(() => undefined)
    isGone = true
    await rm(scratch, { recursive: true, force: true })
  })()
  let asked = 0
  return {
    isGone: () => isGone,
    ask: (question) =>
      new Promise((resolve, reject) => {
        const id = (asked += 1)
        const onMessage = (message: ToParent): void => {
          if (message.id !== id) return
          stop()
          if ('answer' in message) resolve(message.answer)
          else reject(new ReadingError(message.error.code, message.error.message))
        }
        const onExit = (): void => {
          stop()
          reject(new ReadingError('failed', `the reading process ended${lastWords()}`))
        }
        const stop = (): void => {
          child.off('message', onMessage).off('exit', onExit).off('error', onExit)
          child.channel?.unref()
        }
        child.on('message', onMessage).on('exit', onExit).on('error', onExit)
        child.channel?.ref()
        child.send({ id, question } satisfies FromParent, (error) => {
          if (error !== null) onExit()
        })
      }),
    async end(how) {
      if (how === 'at once') child.kill('SIGKILL')
      else if (child.connected) child.disconnect()
      child.ref()
      await gone
    },
  }
}

/** The end of what it writes to stderr: why it could not go on. */
function keepLastWords({ stderr }: ChildProcess): () => string {
  let words = ''
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-2000)
  })
  return () => {
    const error = words.split('\n').find((line) => /\bError\b/u.test(line))
    return error === undefined ? '' : `: ${error.trim()}`
  }
}
