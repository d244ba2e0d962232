/** Numbers from a seed, so that a test that fails can be run again. */
export interface Random {
  between(least: number, most: number): number
  pick<Value>(values: readonly Value[]): Value
  chance(probability: number): boolean
}

/** A linear congruential generator: for choosing inputs, nothing more. */
export function createRandom(seed: number): Random {
  let state = BigInt(seed)
  const next = () => {
    state =
      (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn
    return Number(state >> 33n) / 2 ** 31
  }
  return {
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    chance: (probability) => next() < probability,
  }
}
