/** Ends and marks of an axis. */
export interface Scale {
  readonly least: number
  readonly most: number
  readonly ticks: readonly number[]
}

const aboutTicks = 4

/** An axis that begins and ends with round numbers, and has a few of them between. */
export function niceScale(least: number, most: number): Scale {
  // Of one value, or none, it says how far from nothing that is.
  const [from, to] =
    most > least ? [least, most] : [0, most > 0 && Number.isFinite(most) ? most : 1]
  const rough = (to - from) / aboutTicks
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * magnitude >= rough) ?? 10) * magnitude
  // Whole steps, counted: adding them up would leave 0.30000000000000004.
  const first = Math.floor(from / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(to / step - 1e-9))
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)))
  const ticks = Array.from({ length: last - first + 1 }, (_each, at) =>
    Number(((first + at) * step).toFixed(Math.min(20, digits))),
  )
  return { least: ticks[0] ?? 0, most: ticks.at(-1) ?? 1, ticks }
}
