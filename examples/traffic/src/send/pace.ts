/** Time, so that a test may have its own. */
export interface Clock {
  /** Milliseconds, from anywhere. */
  now(): number
  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void>
}

export interface Due<Item> {
  readonly item: Item
  /** When it should be sent, by the clock. */
  readonly dueMs: number
}

export interface PaceOptions<Item> {
  /** Units a second. */
  readonly rate: number
  /** 0 for no end. */
  readonly seconds: number
  readonly next: () => Item
  /** Of one item; the next is due when that many would have passed. */
  readonly unitsOf: (item: Item) => number
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** How long it sleeps at most, so that it hears of an end. */
const napMs = 100
/** How long it goes on without a wait when it is late. */
const breathMs = 10

/**
 * Items when they are due, whatever became of those before. A sender that is late, because the machine
 * was busy or because answers took long, finds the next ones due already: nothing is left out, and a
 * latency that counts from `dueMs` contains the wait (no coordinated omission).
 */
export async function* pace<Item>(options: PaceOptions<Item>): AsyncGenerator<Due<Item>> {
  const { rate, seconds, next, unitsOf, clock, signal } = options
  const start = clock.now()
  const end = seconds === 0 ? Number.POSITIVE_INFINITY : start + seconds * 1000
  let dueMs = start
  let breathedMs = start
  while (dueMs < end) {
    for (let left = dueMs - clock.now(); left > 0; left = dueMs - clock.now()) {
      if (signal.aborted) return
      await clock.wait(Math.min(left, napMs))
      breathedMs = clock.now()
    }
    // Who is late never waits above: without this no answer is read, and no signal heard.
    if (clock.now() - breathedMs >= breathMs) {
      await clock.wait(0)
      breathedMs = clock.now()
    }
    if (signal.aborted) return
    const item = next()
    yield { item, dueMs }
    dueMs += (unitsOf(item) / rate) * 1000
  }
}
