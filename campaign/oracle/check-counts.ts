/** What a gateway counts wrong, by its own metrics; it has to be idle, and printed these lines. */
export async function checkCounts(lines: readonly string[]): Promise<string[]> {
  const admin = lines.flatMap((line) => /"admin":"([^"]+)"/u.exec(line)?.[1] ?? [])[0]
  if (admin === undefined) return ['a gateway that tells of no metrics']
  return miscountsIn(await (await fetch(`${admin}/metrics`)).text())
}

/** received = accepted + rejected, and nothing was unexpected. */
export function miscountsIn(metrics: string): string[] {
  const sum = (name: string): number =>
    Array.from(metrics.matchAll(/^(\w+)(?:\{[^}]*\})? (\S+)$/gmu))
      .filter(([, found]) => found === `weir_${name}_total`)
      .reduce((total, [, , value]) => total + Number(value), 0)
  const [received, accepted] = [sum('events_received'), sum('events_accepted')]
  const [rejected, unexpected] = [sum('events_rejected'), sum('unexpected')]
  return [
    ...(received === accepted + rejected
      ? []
      : [`received ${received}, accepted ${accepted}, rejected ${rejected}`]),
    ...(unexpected === 0 ? [] : [`${unexpected} unexpected errors`]),
  ]
}
