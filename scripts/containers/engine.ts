import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface Answer {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly output: string
}

/** Docker, or what understands the same words. */
export interface Engine {
  readonly name: string
  readonly ask: (...words: readonly string[]) => Promise<Answer>
  /** The same, and it has to succeed. */
  readonly tell: (...words: readonly string[]) => Promise<string>
  readonly build: (dockerfile: string, image: string) => Promise<void>
}

export const root: string = resolve(import.meta.dirname, '../..')

/** With `shown` a person sees its output as it comes; else it is the answer. */
function run(words: readonly [string, ...string[]], shown: boolean): Promise<Answer> {
  const [file, ...rest] = words
  return new Promise((done) => {
    const child = spawn(file, rest, {
      cwd: root,
      stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    })
    let output = ''
    let problems = ''
    child.stdout?.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr?.on('data', (text: Buffer) => (problems += text.toString()))
    child.once('error', ({ message }) => done({ code: 127, output: message }))
    child.once('close', (code) => {
      done({ code, output: (code === 0 ? output : output + problems).trim() })
    })
  })
}

function createEngine(name: string): Engine {
  const ask: Engine['ask'] = (...words) => run([name, ...words], false)
  return {
    name,
    ask,
    async tell(...words) {
      const { code, output } = await ask(...words)
      if (code !== 0) throw new Error(`${name} ${words[0]}: ${output}`)
      return output
    },
    async build(dockerfile, image) {
      const { code } = await run([name, 'build', '-f', dockerfile, '-t', image, '.'], true)
      if (code !== 0) throw new Error(`${dockerfile} does not build`)
    },
  }
}

/** The first that is there and answers; undefined when there is none. */
export async function findEngine(names: readonly string[]): Promise<Engine | undefined> {
  for (const engine of names.map(createEngine)) {
    if ((await engine.ask('info')).code === 0) return engine
  }
  return undefined
}
