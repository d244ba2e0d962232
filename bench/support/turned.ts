/** The order of a round: in each one another is the first, as the first is often the slowest. */
export const turned = <T>(list: readonly T[], round: number): T[] =>
  list.map((_each, turn) => list[(turn + round) % list.length] as T)
