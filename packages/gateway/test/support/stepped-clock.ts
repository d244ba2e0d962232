import { onTestFinished } from 'vitest'
import type { Clock } from '../../src/sinks/clock.ts'

/** The longest time of ours that one step passes on, in milliseconds. */
const longestStepMs = 8

/**
 * A clock so many times as fast, which waits for a process that does not run: however long a busy
 * machine kept it from its turn, no more than one step has passed.
 */
export function steppedClock(factor: number): Clock {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  let time = 0
  let last = performance.now()
  const step = (): void => {
    const real = performance.now()
    time += Math.min(real - last, longestStepMs) * factor
    last = real
    for (const timer of [...timers].toSorted((a, b) => a.at - b.at)) {
      if (timer.at > time) break
      if (timers.delete(timer)) timer.run()
    }
  }
  const stepping = setInterval(step, 1)
  onTestFinished(() => clearInterval(stepping))
  return {
    now: () => time,
    after(ms, run) {
      const timer = { at: time + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  }
}
