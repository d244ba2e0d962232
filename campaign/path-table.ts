import type { CampaignOutcome } from './path-campaign.ts'
import type { Recovery } from './oracle/recovery.ts'

const count = (value: number): string => value.toLocaleString('en')
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const row = (name: string, value: string, more = ''): string =>
  `${name.padEnd(30)} ${value.padStart(10)}  ${more}`.trimEnd()

const longest = (recoveries: readonly Recovery[]): number =>
  Math.max(0, ...recoveries.map(({ tookMs }) => tookMs))

/** What happened, and what came of it, as lines for a person. */
export function pathTable({
  faults,
  skipped,
  recoveries,
  answers,
  verdict,
}: CampaignOutcome): string[] {
  const kinds = [...new Set(faults.map(({ kind }) => kind))].toSorted()
  const struck = kinds.map((kind) => {
    const times = faults.filter((fault) => fault.kind === kind).length
    const after = recoveries.filter(({ name }) => name === kind)
    return row(kind, `${times} ×`, `all archived after ${seconds(longest(after))} at most`)
  })
  const given = [...answers.keys()]
    .toSorted()
    .map((answer) => `${count(answers.get(answer) ?? 0)} × ${answer}`)
  return [
    ...struck,
    ...skipped.map((kind) => row(kind, 'skipped', 'this machine does not let us mount')),
    '',
    row('faults', count(faults.length)),
    row('events tracked', count(verdict.tracked)),
    row('acknowledged', count(verdict.acknowledged)),
    row('stored more than once', count(verdict.duplicates), 'copies, which the view leaves out'),
    row(
      'answers',
      count([...answers.values()].reduce((sum, times) => sum + times, 0)),
      given.join(', '),
    ),
    row('longest recovery', seconds(longest(recoveries))),
    ...findings.map(([name, about]) => row(name, count(verdict[name].length), about)),
  ]
}

/** All that must not happen. */
const findings = [
  ['lost', 'acknowledged, and not in the archive'],
  ['undelivered', 'tracked, and not in the archive'],
  ['invented', 'in the archive, and never sent'],
  ['altered', 'not what was tracked'],
  ['doubled', 'in the view of events, and not exactly once'],
  ['miscounted', 'received is not accepted + rejected'],
  ['givenUp', 'by the SDK'],
  ['undecodable', 'by the Firehose'],
] as const

/** Everything that broke the promise, a line for each. */
export const brokenBy = ({ verdict }: Pick<CampaignOutcome, 'verdict'>): string[] =>
  findings.flatMap(([name]) => verdict[name].map((what) => `${name}: ${what}`))
