import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface Answer {
  readonly ok: boolean
  readonly output: string
  readonly errors: string
}

/** Runs pnpm in the project, as its users do. Never fails: what went wrong is in the answer. */
export function pnpm(...words: readonly string[]): Promise<Answer> {
  return new Promise((done) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 }
    execFile('npx', ['--yes', 'pnpm', ...words], options, (error, output, errors) =>
      done({ ok: error === null, output, errors }),
    )
  })
}

/** What is published or put into an image: the packages with what they need to run. */
export const shipped: readonly string[] = ['--filter', './packages/**', '--prod']
