import { readFileSync } from 'node:fs'

/** A query that everybody in the workgroup finds. */
export interface SavedQuery {
  readonly name: string
  readonly about: string
  readonly sql: string
}

/**
 * How far each looks back. With the day before, which late objects need, 28 days touch two months
 * at most, and the filter on `month` names two.
 */
export const lookBackDays = {
  visits: 7,
  'page-views': 7,
  pages: 7,
  referrers: 7,
  campaigns: 7,
  devices: 7,
  sessions: 7,
  funnel: 7,
  retention: 27,
  vitals: 7,
  completeness: 7,
  rejected: 7,
} as const

const read = (name: string): string =>
  readFileSync(new URL(`queries/${name}.sql`, import.meta.url), 'utf8').trim()

/** What several queries begin with: the events of these days, once each; without bots; as visits. */
const parts = ['recent', 'counted', 'visits'].map((name) => [name, read(`parts/${name}`)] as const)

/** A partition is the hour of the oldest event in an object: an event can be in that of yesterday. */
function fill(sql: string, days: number): string {
  return parts
    .reduce((text, [name, part]) => text.replaceAll(`\${${name}}`, part), sql)
    .replaceAll('${days}', String(days))
    .replaceAll('${from}', String(days + 1))
}

/**
 * The reports of `weir-archive report`, by the same names and with the same meanings, in Athena's
 * SQL. Each reads a few days of partitions, never all of them.
 */
export const savedQueries: readonly SavedQuery[] = Object.entries(lookBackDays).map(
  ([name, days]) => {
    const sql = fill(read(name), days)
    const words = /^-- (.+)$/mu.exec(sql)?.[1] ?? ''
    return { name, about: `${words} The last ${days} days.`, sql }
  },
)
