import { type ProcessOptions, type ReaderProcess, startReaderProcess } from './reader-process.ts'

export interface ProcessKeeper {
  /** Hands the process to `use`, one that is started if there is none. */
  readonly with: <Result>(use: (reader: ReaderProcess) => Promise<Result>) => Promise<Result>
  readonly end: (how: 'gently' | 'at once') => Promise<void>
}

/** Keeps a process while it is used, and for a while after. */
export function createProcessKeeper(idleMs: number, options: ProcessOptions): ProcessKeeper {
  let reader: ReaderProcess | undefined
  let idle: NodeJS.Timeout | undefined
  const end = async (how: 'gently' | 'at once'): Promise<void> => {
    clearTimeout(idle)
    const ended = reader
    reader = undefined
    await ended?.end(how)
  }
  return {
    end,
    async with(use) {
      clearTimeout(idle)
      if (reader?.isGone() === true) reader = undefined
      reader ??= startReaderProcess(options)
      try {
        return await use(reader)
      } finally {
        clearTimeout(idle)
        idle = setTimeout(() => void end('gently'), idleMs).unref()
      }
    },
  }
}
