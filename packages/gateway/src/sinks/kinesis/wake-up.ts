import type { Clock } from '../clock.ts'

/** One timer that goes off at the earliest moment that was asked for. */
export interface WakeUp {
  readonly at: (ms: number) => void
  readonly cancel: () => void
}

export function createWakeUp(clock: Clock, run: () => void): WakeUp {
  let setFor = Number.POSITIVE_INFINITY
  let stop = (): void => {}
  const cancel = (): void => {
    stop()
    setFor = Number.POSITIVE_INFINITY
  }
  return {
    cancel,
    at(ms) {
      if (ms >= setFor || ms === Number.POSITIVE_INFINITY) return
      stop()
      setFor = ms
      stop = clock.after(Math.max(0, ms - clock.now()), () => {
        setFor = Number.POSITIVE_INFINITY
        run()
      })
    },
  }
}
