/** Runs so many pieces of work at once, the others in the order in which they came. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>

export function createTurns(atOnce: number): InTurn {
  const waiting: (() => void)[] = []
  let free = atOnce
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
