import { relative } from 'node:path'

/** What Vitest's JSON reporter says, as far as it is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface CountsByKind {
  readonly kinds: ReadonlyMap<string, Counts>
  /** `file: test` of each that was skipped. */
  readonly skipped: readonly string[]
}

/** The first that fits the file of a test is its kind. */
const kinds: readonly (readonly [kind: string, fits: RegExp])[] = [
  ['the project and its manual', /^scripts\/|^e2e\/test\/manual\//u],
  ['in real browsers', /^e2e\/|^packages\/browsers\/|\/test\/browser\/|\/console\/test\/page\./u],
  ['campaigns of faults', /^campaign\//u],
  ['faults and hostile input', /\/survival\/|\bhostile\b|\/(?:killed|torn|damaged|small-file)-/u],
  ['laws (property tests)', /\.property\.test\.ts$|-model\.test\.ts$/u],
  ['benchmarks and simulation', /^bench\//u],
  ['examples and the AWS stack', /^examples\//u],
  ['units and contracts', /./u],
]

/** Tests by their kind, in the order above, and the names of the skipped ones. */
export function countByKind(root: string, { testResults }: VitestReport): CountsByKind {
  const counts = new Map(kinds.map(([kind]) => [kind, { passed: 0, failed: 0, skipped: 0 }]))
  const skipped: string[] = []
  for (const { name, assertionResults } of testResults) {
    const file = relative(root, name)
    const [kind = ''] = kinds.find(([, fits]) => fits.test(file)) ?? []
    const count = counts.get(kind)
    for (const { fullName, status } of assertionResults) {
      const verdict = status === 'passed' || status === 'failed' ? status : 'skipped'
      if (count !== undefined) count[verdict] += 1
      if (verdict === 'skipped') skipped.push(`${file}: ${fullName}`)
    }
  }
  return { kinds: counts, skipped }
}
