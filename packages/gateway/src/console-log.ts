import type { Counts } from './metrics.ts'
import { joinFrames } from './pipeline/frame.ts'
import type { IngestWatcher } from './pipeline/store-frames.ts'

type Stream = 'events' | 'rejected'

export interface Summary {
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly delivered: number
  readonly delivered_rejected: number
  readonly records: number
  readonly retries: number
  readonly unexpected: number
}

/** The latest of what was stored, for the live page. */
export interface ConsoleLog extends IngestWatcher {
  /** Records as JSON, oldest first. */
  list(stream: Stream, filter: { type?: string | undefined; limit?: number | undefined }): string[]
  summary(): Summary
  /** Forgets the records and counts from here on. */
  reset(): void
  follow(see: (entry: { stream: Stream; line: string }) => void): () => void
}

const most = 1000

export function createConsoleLog(counts: Counts): ConsoleLog {
  const kept: Record<Stream, string[]> = { events: [], rejected: [] }
  const followers = new Set<(entry: { stream: Stream; line: string }) => void>()
  let base = total(counts)
  return {
    stored(stream, frame) {
      const { bytes, ends } = joinFrames(stream, [frame])
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      let from = 0
      for (const end of ends) {
        const line = text.toString('utf8', from, end - 1)
        from = end
        kept[stream].push(line)
        for (const see of followers) see({ stream, line })
      }
      if (kept[stream].length > most * 2) kept[stream].splice(0, kept[stream].length - most)
    },
    list(stream, { type, limit = most }) {
      const latest = kept[stream].slice(-most)
      const wanted =
        type === undefined ? latest : latest.filter((line) => typeOf(line, stream) === type)
      return limit > 0 ? wanted.slice(-limit) : []
    },
    summary() {
      const now = total(counts)
      const since = (key: keyof Summary) => [key, now[key] - base[key]] as const
      return Object.fromEntries(
        (Object.keys(now) as (keyof Summary)[]).map(since),
      ) as unknown as Summary
    },
    reset() {
      kept.events.length = 0
      kept.rejected.length = 0
      base = total(counts)
    },
    follow(see) {
      followers.add(see)
      return () => followers.delete(see)
    },
  }
}

function typeOf(line: string, stream: Stream): unknown {
  const record = JSON.parse(line) as {
    event_type?: unknown
    event?: { event_type?: unknown } | null
  }
  return stream === 'events' ? record.event_type : record.event?.event_type
}

function total(counts: Counts): Summary {
  const sum = (values: Map<string, number>) =>
    Array.from(values.values()).reduce((all, one) => all + one, 0)
  return {
    received: counts.received,
    accepted: counts.accepted,
    rejected: sum(counts.rejected),
    delivered: counts.delivered.get('events') ?? 0,
    delivered_rejected: counts.delivered.get('rejected') ?? 0,
    records: counts.records,
    retries: sum(counts.retries),
    unexpected: counts.unexpected,
  }
}
