/** When about which record was appended: enough for "how old is the oldest", in bounded memory. */
export interface AgeMarks {
  note(sequence: number, appendedAt: number): void
  /** When the first record behind this one was appended, to the second; nothing if unknown. */
  oldestBehind(confirmed: number): number | undefined
}

const stepMs = 1000
const maxMarks = 1024

export function createAgeMarks(): AgeMarks {
  let marks: { readonly sequence: number; readonly appendedAt: number }[] = []
  return {
    note(sequence, appendedAt) {
      const newest = marks.at(-1)
      if (newest && Math.abs(appendedAt - newest.appendedAt) < stepMs) return
      marks.push({ sequence, appendedAt })
      if (marks.length > maxMarks) marks = marks.filter((_mark, index) => index % 2 === 0)
    },
    oldestBehind(confirmed) {
      const behind = marks.findIndex(({ sequence }) => sequence > confirmed + 1)
      const current = behind === -1 ? marks.length - 1 : behind - 1
      if (current > 0) marks = marks.slice(current)
      return marks[0]?.appendedAt
    },
  }
}
