import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { endProgram, killAtExit } from './end-program.ts'

export interface Program {
  /** The first line that it says. */
  readonly firstLine: Promise<string>
  /** SIGTERM, and waits for its end. */
  readonly stop: () => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** A program of this repository, as a process of its own that ends with this one at the latest. */
export function startProgram(path: string, words: readonly string[]): Program {
  const child = spawn(
    process.execPath,
    ['--conditions=weir-source', resolve(root, path), ...words],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  killAtExit(child)
  return {
    firstLine: once(createInterface({ input: child.stdout }), 'line').then(([line]) =>
      String(line),
    ),
    stop: () => endProgram(child),
  }
}
