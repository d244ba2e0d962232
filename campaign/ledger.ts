import { isDeepStrictEqual } from 'node:util'

/** What clients sent and what they were told, against what the streams hold. */
export interface Ledger {
  /** Before an event is sent. Events of a visitor with a `seq` are held to their order. */
  sent(id: string, event: object, about: { isValid: boolean; life: string }): void
  /** After a 2xx for the request that it was in. */
  acknowledged(id: string): void
  judge(streams: Streams): Verdict
}

/** What was stored, as lines in the order of arrival. */
export interface Streams {
  readonly events: string
  readonly rejected: string
  /** The events once more, shard by shard. Default: none, so that order is judged over all. */
  readonly shards?: readonly string[]
}

export interface Verdict {
  readonly sent: number
  readonly acknowledged: number
  /** Acknowledged and in no stream. */
  readonly lost: readonly string[]
  /** In a stream, and never sent. */
  readonly invented: readonly string[]
  /** In a stream, and not what was sent. */
  readonly altered: readonly string[]
  /** Acknowledged, and delivered for the first time after a later event of the same visitor. */
  readonly disordered: readonly string[]
  /** Records beyond the first of the same event. */
  readonly duplicates: number
  /** Never acknowledged, and stored all the same: the answer was lost. */
  readonly unanswered: number
}

interface Entry {
  readonly event: Readonly<Record<string, unknown>>
  readonly isValid: boolean
  /** Which gateway it was sent to, for whoever has to find out how it was lost. */
  readonly life: string
  acknowledged: boolean
  lines: string[]
}

type Entries = ReadonlyMap<string, Entry>

export interface LedgerOptions {
  /**
   * Whether clients send again what they had no answer for, on clocks that may be wrong. Copies of an
   * event then differ in what the gateway adds to them; `timestamp` as it was sent stands in
   * `client_timestamp`, and nobody promises an order. Default: false.
   */
  readonly resends?: boolean
}

export function createLedger({ resends = false }: LedgerOptions = {}): Ledger {
  const entries = new Map<string, Entry>()
  return {
    sent(id, event, { isValid, life }) {
      entries.set(id, { event: { ...event }, isValid, life, acknowledged: false, lines: [] })
    },
    acknowledged(id) {
      const entry = entries.get(id)
      if (entry === undefined) throw new Error(`${id} was never sent`)
      entry.acknowledged = true
    },
    judge({ events, rejected, shards = [] }) {
      const invented: string[] = []
      const altered: string[] = []
      for (const entry of entries.values()) entry.lines = []
      const findings = { entries, invented, altered, resends }
      for (const line of linesOf(events)) place(line, true, findings)
      for (const line of linesOf(rejected)) place(line, false, findings)
      const all = [...entries]
      const stored = all.filter(([, { lines }]) => lines.length > 0)
      return {
        sent: entries.size,
        acknowledged: all.filter(([, { acknowledged }]) => acknowledged).length,
        lost: all
          .filter(([, { acknowledged, lines }]) => acknowledged && lines.length === 0)
          .map(([id, { life, isValid }]) => `${id} ${isValid ? 'valid' : 'invalid'} ${life}`),
        invented,
        altered,
        disordered: (resends ? [] : [events, ...shards]).flatMap((text) =>
          disorderIn(text, entries),
        ),
        duplicates: stored.reduce((sum, [, { lines }]) => sum + lines.length - 1, 0),
        unanswered: stored.filter(([, { acknowledged }]) => !acknowledged).length,
      }
    },
  }
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

interface Findings {
  readonly entries: Entries
  readonly invented: string[]
  readonly altered: string[]
  readonly resends: boolean
}

/** Finds the event of one line, and holds what is stored to what was sent. */
function place(line: string, isEvents: boolean, findings: Findings): void {
  const { entries, invented, altered, resends } = findings
  const record = JSON.parse(line) as Record<string, unknown> & { event?: Record<string, unknown> }
  const original = isEvents ? record : record.event
  const id = String(original?.event_id)
  const entry = entries.get(id)
  if (entry === undefined || entry.isValid !== isEvents) return void invented.push(line)
  const kept = isEvents
    ? Object.fromEntries(
        Object.keys(entry.event).map((name) => [
          name,
          record[resends && name === 'timestamp' ? 'client_timestamp' : name],
        ]),
      )
    : original
  // The same event twice has to be the same record twice, to the letter.
  const first = resends ? line : (entry.lines[0] ?? line)
  if (!isDeepStrictEqual(kept, entry.event) || (isEvents && line !== first)) altered.push(line)
  entry.lines.push(line)
}

/**
 * Only what was acknowledged has a place in the order: a client that was refused goes on with its
 * next event, and the refused one may still be stored later.
 */
function disorderIn(text: string, entries: Entries): string[] {
  const latest = new Map<unknown, number>()
  const seen = new Set<string>()
  const found: string[] = []
  for (const line of linesOf(text)) {
    const id = String((JSON.parse(line) as { event_id?: unknown }).event_id)
    const entry = entries.get(id)
    const { anonymous_id: visitor, seq } = entry?.event ?? {}
    if (seen.has(id) || typeof seq !== 'number' || entry?.acknowledged !== true) continue
    seen.add(id)
    const before = latest.get(visitor) ?? -1
    if (seq < before) found.push(`${id} ${String(visitor)} ${seq} after ${before} ${entry.life}`)
    latest.set(visitor, Math.max(seq, before))
  }
  return found
}
