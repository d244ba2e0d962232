import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for one benchmark, and the way to be rid of it. */
export interface ScratchFolder {
  readonly path: string
  remove(): void
}

/** A benchmark that fails, or is cut off, leaves no folder behind. */
export function createScratchFolder(): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'weir-bench-'))
  const remove = (): void => {
    process.off('exit', remove)
    // A program that was killed a moment ago may still have put something there.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', remove)
  return { path, remove }
}
