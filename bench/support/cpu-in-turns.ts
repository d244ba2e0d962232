export interface TurnOptions {
  readonly rounds: number
  /** How many things one run does: what the CPU is divided by. */
  readonly per: number
}

/**
 * Processor time of this process with all its threads, in microseconds for each thing, round by
 * round. Contenders take turns, the order turning with every round; a first run of each warms up.
 */
export async function cpuInTurns(
  contenders: Readonly<Record<string, () => unknown>>,
  { rounds, per }: TurnOptions,
): Promise<Record<string, number[]>> {
  const list = Object.entries(contenders)
  const samples = Object.fromEntries(list.map(([name]): [string, number[]] => [name, []]))
  for (const [, run] of list) await run()
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < list.length; turn++) {
      const [name, run] = list[(turn + round) % list.length] ?? []
      if (name === undefined || run === undefined) continue
      const before = process.cpuUsage()
      await run()
      const { user, system } = process.cpuUsage(before)
      samples[name]?.push((user + system) / per)
    }
  }
  return samples
}
