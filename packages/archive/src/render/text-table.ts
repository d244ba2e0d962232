import { clip, harmless, pad, widthOf } from './plain-text.ts'

export interface TextColumn {
  readonly label: string
  /** Numbers stand on the right. */
  readonly isNumber: boolean
}

export interface TextTableOptions {
  /** Of the terminal. */
  readonly width: number
  /** How heads of columns are set off. Default: not at all. */
  readonly head?: ((text: string) => string) | undefined
}

const gap = '  '
const leastWidth = 6

/** An aligned table. The widest columns are cut first where the terminal is narrow. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  { width, head = (text) => text }: TextTableOptions,
): string[] {
  const cells = rows.map((row) => row.map(harmless))
  const natural = columns.map(({ label }, at) =>
    Math.max(widthOf(label), ...cells.map((row) => widthOf(row[at] ?? ''))),
  )
  const widths = fit(natural, width - gap.length * (columns.length - 1))
  const line = (row: readonly string[]): string =>
    columns
      .map(({ isNumber }, at) => {
        const room = widths[at] ?? 0
        return pad(clip(row[at] ?? '', room), room, isNumber ? 'left' : 'right')
      })
      .join(gap)
      .trimEnd()
  return [head(line(columns.map(({ label }) => label))), ...cells.map(line)]
}

/** Takes from the widest, a column at a time, until all fit or none can give more. */
function fit(natural: readonly number[], room: number): number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    const next = Math.max(...widths.filter((_width, at) => at !== widest), leastWidth)
    const now = widths[widest] ?? 0
    if (now <= leastWidth) break
    const less = Math.min(excess, Math.max(1, now - next))
    widths[widest] = Math.max(leastWidth, now - less)
    excess -= now - (widths[widest] ?? 0)
  }
  return widths
}
