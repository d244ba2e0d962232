import { isBusy, machineText } from './machine.ts'
import { resultTables, type ResultTable } from './result-tables.ts'
import { missedAims } from './result.ts'
import { pictures } from './pictures.ts'
import type { StoredResult } from './stored-result.ts'

/** A benchmark by its name, what it compares, and what it gave when it was last written down. */
export interface PageEntry {
  readonly name: string
  readonly about: string
  readonly stored?: StoredResult
}

const head = `<!-- Written by \`pnpm bench --write\`; a test proves it fresh. Do not edit. -->

# Results

What each benchmark gave when it was last written down, on the machine that is named with it. How
each is measured and what was learned is in [the README](README.md); to measure again,
\`npx --yes pnpm bench\`. Medians, with the least and the most of the runs in brackets. Ratios are
taken run by run, of subjects that took turns: they mean something where absolute times do not.
`

/** \`bench/RESULTS.md\`. */
export const resultsPage = (entries: readonly PageEntry[]): string =>
  `${[head.trimEnd(), ...entries.map(section)].join('\n\n')}\n`

function section({ name, about, stored }: PageEntry): string {
  const title = `## ${name}\n\n${about}`
  if (stored === undefined)
    return `${title}\n\nNot written down yet: \`npx --yes pnpm bench --write ${name}\`.`
  const { result } = stored
  const missed = missedAims(result).length
  const facts = (result.facts ?? []).map(([fact, value]) => `- ${fact}: ${value}`)
  const notes = (result.notes ?? []).map((note) => `- ${note}`)
  const failures = (result.failures ?? []).map((failure) => `- **Failed: ${failure}**`)
  return [
    title,
    measuredOn(stored),
    ...(missed > 0 ? [`**${missed} ${missed === 1 ? 'aim is' : 'aims are'} missed.**`] : []),
    ...resultTables(result).map(tableMarkdown),
    ...Array.from(
      pictures(name, result),
      ([file, { title: text }]) => `![${text}](results/${file})`,
    ),
    ...[facts, failures].map((lines) => lines.join('\n')),
    ...(notes.length > 0 ? [`What this rests on:\n\n${notes.join('\n')}`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function measuredOn({ date, machine, loadBefore, result }: StoredResult): string {
  if (result.isSimulated === true)
    return `${date}. Simulated with the code of that day: the same on every machine.`
  const load = `Load average before it began: ${loadBefore}`
  const busy = ', so others were working here too and the numbers are coarse'
  return `${date}, ${machineText(machine)}. ${load}${isBusy(loadBefore, machine) ? busy : ''}.`
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const tableMarkdown = ({ title, head: names, rows }: ResultTable): string =>
  [`### ${title}\n`, row(names), row(names.map(() => '---')), ...rows.map(row)].join('\n')
