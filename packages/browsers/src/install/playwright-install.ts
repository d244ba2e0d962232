import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ProgramEnd, runProgram } from './run-program.ts'

/**
 * Playwright's own download. Its packages fetch nothing when they are installed, so a machine
 * that has its browsers already never comes here.
 */
export function playwrightInstall(
  engine: 'chromium' | 'firefox' | 'webkit',
  report?: (line: string) => void,
): Promise<ProgramEnd> {
  const manifest = fileURLToPath(import.meta.resolve('playwright/package.json'))
  const cli = join(dirname(manifest), 'cli.js')
  return runProgram([process.execPath, cli, 'install', engine], report)
}
