import { formatNumber } from './format-number.ts'
import type { BenchResult, Measure, Subject } from './result.ts'

/** The measures of one condition, as words: a row for each subject. */
export interface ResultTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The middle, and both ends when there are any. */
function amount({ median, least, most }: Omit<Subject, 'name' | 'runs'>): string {
  const middle = formatNumber(median)
  const ends = [formatNumber(least), formatNumber(most)]
  return ends.every((end) => end === middle) ? middle : `${middle} (${ends.join(' to ')})`
}

/** What was wanted. */
export function aimText({ aim }: Subject): string {
  const bounds = [
    ...(aim?.atMost === undefined ? [] : [`at most ${formatNumber(aim.atMost)}`]),
    ...(aim?.atLeast === undefined ? [] : [`at least ${formatNumber(aim.atLeast)}`]),
  ]
  return `${bounds.join(', ')}${aim?.of === 'ratio' ? ' times' : ''}`
}

const verdict = (subject: Subject): string =>
  subject.aim === undefined ? '' : `${aimText(subject)}: ${subject.aim.isMet ? 'met' : 'MISSED'}`

const hasFloor = ({ floor }: Measure): boolean => floor !== undefined
const hasAim = ({ subjects }: Measure): boolean => subjects.some(({ aim }) => aim !== undefined)

const headOf = (measure: Measure): string[] => [
  measure.unit === '' ? measure.name : `${measure.name}, ${measure.unit}`,
  ...(hasFloor(measure) ? [`of ${measure.floor ?? ''}`] : []),
  ...(hasAim(measure) ? ['aim'] : []),
]

function cellsOf(measure: Measure, name: string): string[] {
  const subject = measure.subjects.find((each) => each.name === name)
  const ratio = subject?.ratio
  return [
    subject === undefined ? '' : amount(subject),
    ...(hasFloor(measure) ? [ratio === undefined ? '' : `${amount(ratio)} times`] : []),
    ...(hasAim(measure) ? [subject === undefined ? '' : verdict(subject)] : []),
  ]
}

/** Measures with the same condition side by side. */
export function resultTables({ measures }: BenchResult): ResultTable[] {
  const groups = Map.groupBy(measures, ({ group }) => group)
  return Array.from(groups, ([title, members]) => {
    const names = new Set(members.flatMap(({ subjects }) => subjects.map(({ name }) => name)))
    return {
      title,
      head: ['', ...members.flatMap(headOf)],
      rows: Array.from(names, (name) => [
        name,
        ...members.flatMap((measure) => cellsOf(measure, name)),
      ]),
    }
  })
}
