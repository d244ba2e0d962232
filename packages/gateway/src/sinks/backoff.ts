const baseMs = 50
const capMs = 2000

/** Full jitter: anything from nothing to twice as much with every attempt, up to two seconds. */
export const backoffMs = (attempt: number, random: () => number): number =>
  random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 16))
