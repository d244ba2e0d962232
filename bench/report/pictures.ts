import type { BenchResult } from './result.ts'
import { barsSvg } from './svg/bars-svg.ts'
import { linesSvg } from './svg/lines-svg.ts'

export interface Picture {
  readonly title: string
  readonly svg: string
}

const slug = (...words: readonly string[]): string =>
  words
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')

/** Every picture of a result, by the name of its file. */
export function pictures(bench: string, result: BenchResult): ReadonlyMap<string, Picture> {
  const bars = result.measures
    .filter(({ isPlotted }) => isPlotted === true)
    .map((measure) => {
      const { group, name } = measure
      const title = `${name}, ${group}`
      return [`${slug(bench, name, group)}.svg`, { title, svg: barsSvg(measure) }] as const
    })
  const lines = (result.plots ?? []).map(
    (plot) =>
      [`${slug(bench, plot.title)}.svg`, { title: plot.title, svg: linesSvg(plot) }] as const,
  )
  return new Map([...bars, ...lines])
}
