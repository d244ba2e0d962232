/** Does one thing after the other, in the order in which they were asked for. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result
    return result
  }
}
