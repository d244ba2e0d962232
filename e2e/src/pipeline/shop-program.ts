import { resolve } from 'node:path'
import { type Program, startProgram } from './start-program.ts'

const main = resolve(import.meta.dirname, '../../../examples/script-tag/src/main.ts')

/** Starts the demo shop on a free port. */
export const startShopProgram = (...words: readonly string[]): Promise<Program> =>
  startProgram({ words: [main, '--port', '0', ...words], ready: /"listening":"([^"]+)"/u })
