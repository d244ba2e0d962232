import { runProgram } from '../../src/cli/run-program.ts'

export interface ProgramOptions {
  readonly archive: string
  readonly cache?: string
  readonly width?: number
  readonly isTty?: boolean
  readonly colors?: boolean
  readonly nowMs?: number
  readonly signal?: AbortSignal
}

export interface Ended {
  readonly code: number
  readonly out: string
  /** What was said to a person. */
  readonly said: readonly string[]
}

/** Runs the program in this process, with everything around it made up. */
export async function program(words: readonly string[], options: ProgramOptions): Promise<Ended> {
  const { width = 80, isTty = false, colors = false, nowMs = Date.UTC(2026, 10, 22) } = options
  const out: string[] = []
  const said: string[] = []
  const code = await runProgram(words, {
    archive: options.archive,
    cache: options.cache ?? '/nowhere',
    signal: options.signal ?? new AbortController().signal,
    now: () => nowMs,
    terminal: {
      write: (text) => {
        out.push(text)
        return Promise.resolve()
      },
      say: (line) => void said.push(line),
      redraw: undefined,
      isTty,
      width,
      colors,
    },
  })
  return { code, out: out.join(''), said }
}
