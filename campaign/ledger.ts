import { isDeepStrictEqual } from 'node:util'

/** What clients sent and what they were told, against what the streams hold. */
export interface Ledger {
  /** Before an event is sent. */
  sent(id: string, event: object, about: { isValid: boolean; life: string }): void
  /** After a 2xx for the request that it was in. */
  acknowledged(id: string): void
  judge(streams: { events: string; rejected: string }): Verdict
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
  /** Records beyond the first of the same event. */
  readonly duplicates: number
  /** Never acknowledged, and stored all the same: the answer was lost. */
  readonly unanswered: number
}

interface Entry {
  readonly event: object
  readonly isValid: boolean
  /** Which gateway it was sent to, for whoever has to find out how it was lost. */
  readonly life: string
  acknowledged: boolean
  lines: string[]
}

export function createLedger(): Ledger {
  const entries = new Map<string, Entry>()
  return {
    sent(id, event, { isValid, life }) {
      entries.set(id, { event, isValid, life, acknowledged: false, lines: [] })
    },
    acknowledged(id) {
      const entry = entries.get(id)
      if (entry === undefined) throw new Error(`${id} was never sent`)
      entry.acknowledged = true
    },
    judge(streams) {
      const invented: string[] = []
      const altered: string[] = []
      for (const [name, text] of Object.entries(streams)) {
        for (const line of text.split('\n')) {
          if (line !== '') place(line, name === 'events', { entries, invented, altered })
        }
      }
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
        duplicates: stored.reduce((sum, [, { lines }]) => sum + lines.length - 1, 0),
        unanswered: stored.filter(([, { acknowledged }]) => !acknowledged).length,
      }
    },
  }
}

interface Findings {
  readonly entries: ReadonlyMap<string, Entry>
  readonly invented: string[]
  readonly altered: string[]
}

/** Finds the event of one line, and holds what is stored to what was sent. */
function place(line: string, isEvents: boolean, { entries, invented, altered }: Findings): void {
  const record = JSON.parse(line) as Record<string, unknown> & { event?: Record<string, unknown> }
  const original = isEvents ? record : record.event
  const id = String(original?.event_id)
  const entry = entries.get(id)
  if (entry === undefined || entry.isValid !== isEvents) return void invented.push(line)
  const kept = isEvents
    ? Object.fromEntries(Object.keys(entry.event).map((name) => [name, record[name]]))
    : original
  // The same event twice has to be the same record twice, to the letter.
  const first = entry.lines[0] ?? line
  if (!isDeepStrictEqual(kept, entry.event) || (isEvents && line !== first)) altered.push(line)
  entry.lines.push(line)
}
