export interface FakeClock {
  readonly now: () => number
  readonly advance: (ms: number) => void
}

/** A clock that stands still until it is told. */
export function createFakeClock(startMs = 1_795_000_000_000): FakeClock {
  let ms = startMs
  return {
    now: () => ms,
    advance(by) {
      ms += by
    },
  }
}
