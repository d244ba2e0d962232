const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** A bar of up to so many columns, to an eighth of one. What is not nothing shows. */
export function bar(value: number, most: number, width: number): string {
  if (!(value > 0) || !(most > 0)) return ''
  const length = Math.max(1, Math.round((value / most) * width * 8))
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '')
}

/** Whole columns for each part of one, none lost to rounding; what is not nothing shows. */
export function partWidths(parts: readonly number[], width: number): number[] {
  const ends = parts.map((_part, at) =>
    Math.round(parts.slice(0, at + 1).reduce((sum, part) => sum + part, 0) * width),
  )
  return ends.map((end, at) => end - (ends[at - 1] ?? 0))
}

/** A line of so many columns at most: neighbours share one where there are too many. */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const perColumn = Math.max(1, Math.ceil(values.length / width))
  const columns: (number | null)[] = []
  for (let from = 0; from < values.length; from += perColumn) {
    const known = values.slice(from, from + perColumn).filter((value) => value !== null)
    const sum = known.reduce((total, value) => total + value, 0)
    columns.push(known.length === 0 ? null : sum / known.length)
  }
  const known = columns.filter((value) => value !== null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return columns
    .map((value) => {
      if (value === null) return ' '
      const level = most === least ? 0.5 : (value - least) / (most - least)
      return heights[Math.min(7, Math.floor(level * 8))] ?? ''
    })
    .join('')
}
