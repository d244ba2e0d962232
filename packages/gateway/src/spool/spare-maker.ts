import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Files } from './files.ts'
import type { OnProblem } from './problem.ts'

export const spareSuffix = '.spare'
export const unfinishedSuffix = '.unfinished'
/** How long a disk that refused a new segment is left alone; freed segments are used at once. */
export const createPauseMs = 1000
/**
 * The page cache keeps a file in pieces as large as the writes that made it. In pieces of a megabyte,
 * every small write that follows dirties and looks through a whole one.
 */
const zeros = Buffer.alloc(64 << 10)
/** At once: under load, each wait is a turn of a long event loop. */
const piecesAtOnce = 16

export interface SpareMaker {
  /** Makes one, or waits for the one being made. */
  make(): Promise<void>
  readonly running: Promise<void> | undefined
  /** The disk has just refused one. */
  isRefused(): boolean
}

interface SpareMakerOptions {
  directory: string
  files: Files
  segmentBytes: number
  clock: Clock
  onProblem: OnProblem
}

/** Makes new segment files, zeroed and synced once, one at a time. */
export function createSpareMaker(
  options: SpareMakerOptions,
  onMade: (name: string) => void,
): SpareMaker {
  const { directory, files, clock, onProblem } = options
  let refusedAt: number | undefined
  let running: Promise<void> | undefined

  async function make(): Promise<void> {
    const name = randomBytes(8).toString('hex')
    const unfinished = join(directory, name + unfinishedSuffix)
    try {
      await writeZeros(files, unfinished, options.segmentBytes)
      await files.rename(unfinished, join(directory, name + spareSuffix))
      refusedAt = undefined
      onMade(name + spareSuffix)
    } catch (error) {
      refusedAt = clock.now()
      onProblem({ kind: 'create_failed', file: name + unfinishedSuffix, error })
      await files.remove(unfinished).catch(() => undefined)
      throw error
    }
  }

  return {
    make() {
      running ??= make().finally(() => {
        running = undefined
      })
      return running
    },
    get running() {
      return running
    },
    isRefused() {
      if (refusedAt === undefined) return false
      const sinceMs = clock.now() - refusedAt
      return sinceMs >= 0 && sinceMs < createPauseMs // a clock set back does not prolong it
    },
  }
}

/** A grown file needs its length committed on every write; a written-through one does not. */
async function writeZeros(files: Files, path: string, bytes: number): Promise<void> {
  const file = await files.open(path, 'create')
  try {
    for (let at = 0; at < bytes; at += zeros.length * piecesAtOnce) {
      const starts = Array.from({ length: piecesAtOnce }, (_each, n) => at + n * zeros.length)
      const written = starts
        .filter((start) => start < bytes)
        .map((start) =>
          file.write([zeros.subarray(0, Math.min(zeros.length, bytes - start))], start),
        )
      // None may still be under way when the file is closed.
      const failed = (await Promise.allSettled(written)).find(isRejected)
      if (failed !== undefined) throw failed.reason
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

const isRejected = (ended: PromiseSettledResult<void>): ended is PromiseRejectedResult =>
  ended.status === 'rejected'
