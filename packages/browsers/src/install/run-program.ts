import { spawn } from 'node:child_process'

/** How a program ended, with everything that it said. */
export interface ProgramEnd {
  readonly ok: boolean
  readonly output: string
}

/** Runs a program to its end. Its lines go to `report`, so that a long download shows. */
export function runProgram(
  command: readonly string[],
  report: (line: string) => void = () => {},
): Promise<ProgramEnd> {
  const [program = '', ...words] = command
  return new Promise((done) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer): void => {
      const text = chunk.toString()
      output += text
      for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') report(line)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => done({ ok: false, output: output + error.message }))
    child.on('close', (code) => done({ ok: code === 0, output }))
  })
}
