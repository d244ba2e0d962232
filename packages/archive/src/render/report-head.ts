import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import type { Sources } from '../reader/open-archive.ts'

/** What reports are of. */
export interface ReportHead {
  readonly archive: string
  readonly madeAtMs: number
  readonly range: TimeRange
  /** How long after the range an event of it may have arrived. */
  readonly lateMs: number
  readonly site: string | null
  readonly bots: boolean
  readonly sources: Sources
  readonly notices: readonly Notice[]
}

const minute = (timeMs: number): string =>
  new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')

/** What reports are of, in a few words each. */
export function headLines({ range, lateMs, site, bots, sources }: ReportHead): string[] {
  const { fromMs, toMs } = range
  const from = fromMs === undefined ? 'the beginning' : minute(fromMs)
  const to = toMs === undefined ? 'the end' : minute(toMs)
  const days = Math.round(lateMs / 86_400_000)
  const late = toMs === undefined ? '' : `, arrived up to ${days} days later`
  const { compactedHours, lineFiles, duplicates } = sources
  return [
    fromMs === undefined && toMs === undefined
      ? 'everything there is'
      : `from ${from} to ${to} (UTC)${late}`,
    `${site === null ? 'all sites' : `site ${site}`}, bots ${bots ? 'included' : 'left out'}`,
    `read from ${count(compactedHours, 'compacted hour')} and ${count(lineFiles, 'file')} of lines; ${count(duplicates, 'duplicate')} counted once`,
  ]
}

const count = (many: number, what: string): string =>
  `${many.toLocaleString('en')} ${what}${many === 1 ? '' : 's'}`
