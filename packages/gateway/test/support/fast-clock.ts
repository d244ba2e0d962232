import { systemClock, type Clock } from '../../src/sinks/clock.ts'

/** The real clock, so many times as fast: pauses of seconds take a part of them. */
const clockTimes = (factor: number): Clock => ({
  now: () => systemClock.now() * factor,
  after: (ms, run) => systemClock.after(ms / factor, run),
})

export const fastClock: Clock = clockTimes(10)
