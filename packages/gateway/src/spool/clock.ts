/** Wall-clock milliseconds. Used for ages and pauses only, so a jump changes no promise. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }
