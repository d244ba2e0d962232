import { formatNumber } from './format-number.ts'
import { type BenchResult, missedAims } from './result.ts'
import { aimText, resultTables, type ResultTable } from './result-tables.ts'

/** For a terminal. */
export function renderText(result: BenchResult): string {
  const missed = missedAims(result).map(({ measure, subject }) => {
    const { median, ratio, aim } = subject
    const value = formatNumber(aim?.of === 'ratio' ? (ratio?.median ?? Number.NaN) : median)
    return `missed: ${measure.name} of ${subject.name}, ${measure.group}: ${value}, aim ${aimText(subject)}`
  })
  const facts = (result.facts ?? []).map(([name, value]) => `${name}: ${value}`)
  const notes = (result.notes ?? []).map((note) => `- ${note}`)
  const failures = (result.failures ?? []).map((failure) => `failed: ${failure}`)
  return [...resultTables(result).map(tableText), facts, notes, [...missed, ...failures]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function tableText({ title, head, rows }: ResultTable): string[] {
  const widths = head.map((cell, at) =>
    Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [title, line(head), ...rows.map(line)]
}
