/** What is wrong now, by where: each is told once for as long as it lasts, and its end is told too. */
export interface Problems {
  readonly get: (where: string) => string | undefined
  readonly set: (where: string, problem: string | undefined) => void
}

export function createProblems(say: (line: string) => void): Problems {
  const current = new Map<string, string>()
  return {
    get: (where) => current.get(where),
    set(where, problem) {
      const before = current.get(where)
      if (before === problem) return
      if (problem === undefined) {
        current.delete(where)
        say(`${where}: all is well again`)
      } else {
        current.set(where, problem)
        say(`${where}: ${problem}`)
      }
    },
  }
}
