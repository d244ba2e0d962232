import type { RejectedRecord, StoredRecord } from '@weir/schema'

/** What is asked of the oracle: the same as of the reports. */
export interface Question {
  readonly fromMs: number
  readonly toMs: number
  readonly bots: boolean
  readonly site?: string | undefined
}

export interface Answer {
  readonly facts: Readonly<Record<string, unknown>>
  readonly tables: Readonly<Record<string, readonly (readonly unknown[])[]>>
}

export type Rejected = RejectedRecord

/** A record with what every answer needs of it, worked out in the plainest way. */
export interface Seen extends StoredRecord {
  readonly timeMs: number
  readonly day: string
  readonly visitor: string
  readonly said: Readonly<Record<string, unknown>>
}

export const compare = (a: string | number, b: string | number): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** One after the other: by time, then by number, then by id. */
export const inOrder = (a: Seen, b: Seen): number =>
  compare(a.timeMs, b.timeMs) ||
  compare(a.seq ?? -1, b.seq ?? -1) ||
  compare(a.event_id, b.event_id)

/** Each event once, as it arrived first, in the order it happened. */
export function once(records: readonly StoredRecord[]): Seen[] {
  const first = new Map<string, StoredRecord>()
  for (const record of records) {
    const known = first.get(record.event_id)
    if (known === undefined || record.received_at < known.received_at) {
      first.set(record.event_id, record)
    }
  }
  return [...first.values()]
    .map((record) =>
      Object.assign({}, record, {
        timeMs: Date.parse(record.timestamp),
        day: record.timestamp.slice(0, 10),
        visitor: record.anonymous_id ?? record.network_id ?? record.user_id ?? record.session_id,
        said: record.properties ?? {},
      }),
    )
    .sort(inOrder)
}

export const ofSite = (records: readonly Seen[], { site }: Question): Seen[] =>
  records.filter(({ site_id: id }) => site === undefined || id === site)

/** What counts for nearly everything. */
export const counted = (records: readonly Seen[], question: Question): Seen[] =>
  ofSite(records, question).filter(
    ({ timeMs, is_bot: isBot }) =>
      timeMs >= question.fromMs && timeMs < question.toMs && (question.bots || !isBot),
  )

export const part = (some: number, all: number): number | null => (all === 0 ? null : some / all)

export const distinct = (values: readonly string[]): number => new Set(values).size

/** The smallest value that so many of them do not exceed. */
export function quantile(values: readonly number[], of: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? null
}

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0)

/** Largest first, then by name. */
export const bySize =
  (...columns: readonly number[]) =>
  (a: readonly unknown[], b: readonly unknown[]): number => {
    const [size = 0, ...names] = columns
    const byName = names.map((at) => compare(String(a[at]), String(b[at]))).find((order) => order)
    return Number(b[size]) - Number(a[size]) || (byName ?? 0)
  }

/** Every day from the first to the last. */
export function days(seen: readonly string[]): string[] {
  const sorted = seen.toSorted()
  const found: string[] = []
  const [first = '9', last = ''] = [sorted[0], sorted.at(-1)]
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 86_400_000) {
    found.push(new Date(ms).toISOString().slice(0, 10))
  }
  return found
}
