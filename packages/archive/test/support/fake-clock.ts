import type { Clock } from '../../src/writer/clock.ts'

export interface FakeClock extends Clock {
  /** Lets time pass; what is due runs at its own moment. */
  readonly advance: (ms: number) => void
  /** Timers that are set. */
  readonly pending: () => number
}

export function createFakeClock(start = '2026-11-21T01:30:00.000Z'): FakeClock {
  let nowMs = Date.parse(start)
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>()
  const nextUntil = (endMs: number) =>
    [...timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0]
  return {
    now: () => nowMs,
    after(ms, run) {
      const timer = { atMs: nowMs + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pending: () => timers.size,
    advance(ms) {
      const endMs = nowMs + ms
      for (let timer = nextUntil(endMs); timer !== undefined; timer = nextUntil(endMs)) {
        timers.delete(timer)
        nowMs = Math.max(nowMs, timer.atMs)
        timer.run()
      }
      nowMs = endMs
    },
  }
}
