/** When about which record was appended: enough for "how old is the oldest", in bounded memory. */
export interface AgeMarks {
  note(sequence: number, appendedAt: number): void
  /**
   * When the first record behind this one was appended; nothing if unknown. Never too young, and too
   * old by a twentieth of a second, or of its age, at most.
   */
  oldestBehind(confirmed: number): number | undefined
}

interface Mark {
  readonly sequence: number
  readonly appendedAt: number
}

const stepMs = 50
const errorOfAge = 1 / 20
const maxMarks = 1024

export function createAgeMarks(): AgeMarks {
  let marks: Mark[] = []
  return {
    note(sequence, appendedAt) {
      const newest = marks.at(-1)
      if (newest && Math.abs(appendedAt - newest.appendedAt) < stepMs) return
      marks.push({ sequence, appendedAt })
      if (marks.length > maxMarks) marks = thinned(marks, appendedAt)
    },
    oldestBehind(confirmed) {
      const behind = marks.findIndex(({ sequence }) => sequence > confirmed + 1)
      const current = behind === -1 ? marks.length - 1 : behind - 1
      if (current > 0) marks = marks.slice(current)
      return marks[0]?.appendedAt
    },
  }
}

/** Without the marks whose neighbours say the same nearly as well, now and ever after. */
function thinned(marks: readonly Mark[], now: number): Mark[] {
  const kept: Mark[] = []
  for (const [index, mark] of marks.entries()) {
    const before = kept.at(-1)
    const after = marks[index + 1]
    const isSpare =
      before !== undefined &&
      after !== undefined &&
      after.appendedAt - before.appendedAt <= (now - after.appendedAt) * errorOfAge
    if (!isSpare) kept.push(mark)
  }
  // A clock that jumps to and fro can make all of them look needed.
  return kept.length > maxMarks / 2 ? kept.filter((_mark, index) => index % 2 === 0) : kept
}
