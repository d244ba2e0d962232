import { ReadingError } from './reading-error.ts'

export interface Deadline {
  /** Rejects when the time is over. */
  readonly late: Promise<never>
  readonly isOver: () => boolean
  readonly clear: () => void
}

export function createDeadline(timeLimitMs: number): Deadline {
  const { promise: late, reject } = Promise.withResolvers<never>()
  // Whoever races with it may have won.
  late.catch(() => {})
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    const message = `no answer within ${timeLimitMs / 1000} s: ask for fewer days, or compact the archive`
    reject(new ReadingError('too_slow', message))
  }, timeLimitMs)
  return { late, isOver: () => isOver, clear: () => clearTimeout(timer) }
}
