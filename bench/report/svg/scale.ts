/** An axis from 0 to a round number, with a few marks. */
export interface Scale {
  readonly most: number
  readonly ticks: readonly number[]
}

const aboutTicks = 4
/** Below this there is nothing to see. */
const least = 1e-9

export function roundScale(highest: number): Scale {
  const rough = (highest > least && Number.isFinite(highest) ? highest : 1) / aboutTicks
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * magnitude >= rough) ?? 10) * magnitude
  // Counted in whole steps: adding them up would leave 0.30000000000000004.
  const count = Math.ceil((rough * aboutTicks) / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_each, at) => Number((at * step).toPrecision(6)))
  return { most: ticks.at(-1) ?? 1, ticks }
}
