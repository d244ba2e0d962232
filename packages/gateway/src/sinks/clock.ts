/** Time as the sinks know it: a test brings its own. */
export interface Clock {
  /** Milliseconds from any beginning; never goes back. */
  readonly now: () => number
  /** Runs once after so many milliseconds; the answer cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
