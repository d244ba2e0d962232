/** What events end as: accepted or rejected. */
export type ArchiveStream = 'events' | 'rejected'

/** Where files of hours lie: each stream's, and what a reader of a stream could not make out. */
export type ArchivePrefix = ArchiveStream | 'errors/processing-failed'

export const archivePrefixes: readonly ArchivePrefix[] = [
  'events',
  'rejected',
  'errors/processing-failed',
]

/** One hour of arrival under one prefix. */
export interface Partition {
  readonly prefix: ArchivePrefix
  /** Milliseconds since the epoch at which the hour begins, UTC. */
  readonly startMs: number
}

export const hourMs: number = 60 * 60 * 1000

/** The beginning of the hour that a time lies in, UTC, in milliseconds since the epoch. */
export const hourOf = (timeMs: number): number => Math.floor(timeMs / hourMs) * hourMs

const digits = (value: number, length = 2): string => String(value).padStart(length, '0')

/** `events/year=2026/month=11/day=21/hour=01`: from the root of the archive, in UTC. */
export function partitionOf(prefix: ArchivePrefix, arrivedAt: Date): string {
  const year = arrivedAt.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`no partition for ${arrivedAt.getTime()}`)
  return [
    prefix,
    `year=${digits(year, 4)}`,
    `month=${digits(arrivedAt.getUTCMonth() + 1)}`,
    `day=${digits(arrivedAt.getUTCDate())}`,
    `hour=${digits(arrivedAt.getUTCHours())}`,
  ].join('/')
}

const pattern =
  /^(?<prefix>events|rejected|errors\/processing-failed)\/year=(?<year>\d{4})\/month=(?<month>\d\d)\/day=(?<day>\d\d)\/hour=(?<hour>\d\d)(?:\/|$)/u

/** The hour that a file or folder belongs to, by its path from the root of the archive. */
export function parsePartition(path: string): Partition | undefined {
  const found = pattern.exec(path)
  const { prefix = '', year, month, day, hour } = found?.groups ?? {}
  const text = `${year}-${month}-${day}T${hour}:00:00.000Z`
  const startMs = Date.parse(text)
  // Date.parse takes the 31st of any month and 24 o'clock: what does not come back as it went in is no hour.
  if (Number.isNaN(startMs) || new Date(startMs).toISOString() !== text) return undefined
  return { prefix: prefix as ArchivePrefix, startMs }
}
