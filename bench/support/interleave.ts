/** Something to measure. */
export interface Contender {
  readonly name: string
  readonly run: () => void
}

export interface InterleaveOptions {
  /** Default: 15. */
  readonly rounds?: number
  /** Default: 0.1. */
  readonly secondsPerTurn?: number
}

/**
 * Measures contenders turn by turn in one process, so that a machine that grows slower grows
 * slower for all of them. The order turns with every round, as the first is often the slowest.
 * Answers the seconds of one call, round by round.
 */
export function interleave(
  contenders: readonly Contender[],
  { rounds = 15, secondsPerTurn = 0.1 }: InterleaveOptions = {},
): Record<string, readonly number[]> {
  const calls = contenders.map((contender) => calibrate(contender, secondsPerTurn))
  const times = contenders.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const which = (turn + round) % contenders.length
      const contender = contenders[which]
      const count = calls[which] ?? 1
      if (contender !== undefined) times[which]?.push(time(contender, count) / count)
    }
  }
  return Object.fromEntries(contenders.map(({ name }, which) => [name, times[which] ?? []]))
}

/** How many calls fill a turn, found while warming up. */
function calibrate(contender: Contender, seconds: number): number {
  let calls = 1
  let took = 0
  while ((took = time(contender, calls)) < seconds / 4) calls *= 2
  return Math.max(1, Math.round((calls * seconds) / took))
}

function time({ run }: Contender, calls: number): number {
  const start = process.hrtime.bigint()
  for (let call = 0; call < calls; call++) run()
  return Number(process.hrtime.bigint() - start) / 1e9
}
