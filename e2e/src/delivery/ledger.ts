import type { StoredRecord } from '../collector/collector.ts'
import { stepName } from '../site/page-script.ts'

/** What became of the events that a page has tracked. */
export interface Verdict {
  /** Numbers that were tracked and are not stored. */
  readonly lost: readonly number[]
  /** Further copies of a stored event, under the same id: what deduplication removes. */
  readonly duplicates: number
  /** The most copies of any one event, the first one included. */
  readonly mostCopies: number
  /** Numbers stored under more than one id, or never tracked: what nothing can remove. */
  readonly strays: readonly number[]
  /** Numbers that are missing in the count of an instance, as `<instance>: <seq>`. */
  readonly gaps: readonly string[]
}

/** Compares what was tracked with what the gateway has stored. */
export function judge(tracked: readonly number[], records: readonly StoredRecord[]): Verdict {
  const ids = new Map<number, Set<string>>()
  for (const { event_type: type, event_id: id, properties } of records) {
    if (type !== stepName) continue
    const n = Number(properties?.['n'])
    ids.set(n, (ids.get(n) ?? new Set()).add(id))
  }
  const copies = new Map<string, number>()
  for (const { event_id: id } of records) copies.set(id, (copies.get(id) ?? 0) + 1)
  const known = new Set(tracked)
  const strays = Array.from(ids).filter(([n, { size }]) => size > 1 || !known.has(n))
  return {
    lost: tracked.filter((n) => !ids.has(n)),
    duplicates: records.length - copies.size,
    mostCopies: Math.max(0, ...copies.values()),
    strays: strays.map(([n]) => n),
    gaps: findGaps(records),
  }
}

/**
 * Each instance numbers its events from 0, and the next one says how far the last one came, so the
 * records alone tell what is missing, events of the client's own included.
 */
function findGaps(records: readonly StoredRecord[]): string[] {
  const seen = new Map<string, Set<number>>()
  const last = new Map<string, number>()
  const reaches = (instance: string, seq: number): void => {
    last.set(instance, Math.max(last.get(instance) ?? -1, seq))
  }
  for (const { instance_id: id, seq, previous_instance: previous } of records) {
    if (typeof id === 'string' && typeof seq === 'number') {
      seen.set(id, (seen.get(id) ?? new Set()).add(seq))
      reaches(id, seq)
    }
    if (previous) reaches(previous.instance_id, previous.last_seq)
  }
  return Array.from(last).flatMap(([instance, until]) =>
    Array.from({ length: until + 1 }, (_, seq) => seq)
      .filter((seq) => !seen.get(instance)?.has(seq))
      .map((seq) => `${instance}: ${seq}`),
  )
}
