/** Something to measure. */
export interface Contender {
  readonly name: string
  readonly run: () => void
}

export interface Measured {
  readonly name: string
  /** Seconds for one call: the median and the spread of the rounds. */
  readonly median: number
  readonly least: number
  readonly most: number
}

/**
 * Measures contenders turn by turn in one process, so that a machine that grows slower grows
 * slower for all of them. The order turns with every round, as the first is often the slowest.
 */
export function interleave(
  contenders: readonly Contender[],
  { rounds = 15, secondsPerTurn = 0.1 }: { rounds?: number; secondsPerTurn?: number } = {},
): Measured[] {
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
  return contenders.map(({ name }, which) => {
    const sorted = (times[which] ?? []).toSorted((a, b) => a - b)
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN
    return { name, median: at(0.5), least: at(0), most: at(1) }
  })
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
