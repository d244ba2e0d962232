/** Lets only so many run at once; the others wait their turn. */
export interface Gate {
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>
}

export function createGate(most: number): Gate {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    async run(work) {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
      else running += 1
      try {
        return await work()
      } finally {
        // The place goes to the next, so nobody can take it in between.
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}
