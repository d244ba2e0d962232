/** Choices from a seed: the same again for the same seed. Not for secrets. */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number
  readonly pick: <Value>(values: readonly Value[]) => Value
  readonly chance: (probability: number) => boolean
}

/** Mulberry32: small, and good enough to choose faults and inputs by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick<Value>(values: readonly Value[]) {
      if (values.length === 0) throw new RangeError('nothing to pick from')
      return values[Math.floor(next() * values.length)] as Value
    },
    chance: (probability) => next() < probability,
  }
}
