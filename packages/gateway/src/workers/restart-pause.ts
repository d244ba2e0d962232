/** How long to wait before a worker that ended is started again. */
export interface RestartPause {
  /** Milliseconds to wait, for one that lived so many. */
  next(livedMs: number): number
}

const firstMs = 100
const longestMs = 10_000
/** One that lived this long did not die of its start, in milliseconds. */
const settledMs = 30_000

/** At once the first time; one that keeps ending must not keep the machine busy. */
export function createRestartPause(): RestartPause {
  let failures = 0
  return {
    next(livedMs) {
      failures = livedMs >= settledMs ? 1 : failures + 1
      return Math.min(longestMs, firstMs * 2 ** (failures - 1))
    },
  }
}
