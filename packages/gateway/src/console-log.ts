import { type Batch, batchMs, createSampler, type LiveFilter } from './console/sampler.ts'
import type { GatherFacts, OwnFacts } from './console/own-facts.ts'
import type { Counts } from './metrics.ts'
import { joinFrames, readFrame } from './pipeline/frame.ts'
import type { IngestWatcher } from './pipeline/store-frames.ts'

export type Stream = 'events' | 'rejected'

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

/** One record as it was stored. */
export interface ConsoleEntry {
  readonly stream: Stream
  readonly line: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface ConsoleFilter {
  readonly type?: string | undefined
  readonly limit?: number | undefined
}

/** What the live page reads: of this process, or of all workers. */
export interface ConsoleSource {
  /** Records as JSON, oldest first. */
  list(stream: Stream, filter: ConsoleFilter): readonly string[] | Promise<readonly string[]>
  summary(): Summary | Promise<Summary>
  /** Forgets the records and counts from here on. */
  reset(): void | Promise<void>
  follow(see: (entry: ConsoleEntry) => void): () => void
  /** Gives some of what fits, a few times a second, and answers how to stop. */
  watch(filter: LiveFilter, see: (batch: Batch) => void): () => void
  /** What else each process knows. */
  readonly gather: GatherFacts
}

/** The latest of what this process stored. */
export interface ConsoleLog extends ConsoleSource, IngestWatcher {
  list(stream: Stream, filter: ConsoleFilter): readonly string[]
  entries(stream: Stream, filter: ConsoleFilter): readonly ConsoleEntry[]
  summary(): Summary
  reset(): void
  readonly facts: OwnFacts
  /** Of all records so far. */
  storedBytes(): number
}

export interface ConsoleLogOptions {
  readonly facts: OwnFacts
  readonly clock?: () => number
}

export const maxConsoleLines = 1000
/** A rejected event is kept whole, and may be large. */
const maxBytes = 16 * 1024 * 1024

export function createConsoleLog(
  counts: Counts,
  { facts, clock = preciseTime }: ConsoleLogOptions,
): ConsoleLog {
  let storedBytes = 0
  const kept = { events: createShelf(), rejected: createShelf() }
  const followers = new Set<(entry: ConsoleEntry) => void>()
  let base = total(counts)
  const entries: ConsoleLog['entries'] = (stream, { type, limit = maxConsoleLines }) => {
    const latest = kept[stream].latest()
    const wanted =
      type === undefined ? latest : latest.filter(({ line }) => typeOf(line, stream) === type)
    return limit > 0 ? wanted.slice(-limit) : []
  }
  const log: ConsoleLog = {
    stored(stream, frame) {
      const { bytes, ends } = joinFrames(stream, [readFrame(frame)])
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const at = clock()
      storedBytes += bytes.byteLength
      let from = 0
      for (const end of ends) {
        const entry = { stream, at, line: text.toString('utf8', from, end - 1) }
        from = end
        kept[stream].add(entry)
        for (const see of followers) see(entry)
      }
    },
    entries,
    list: (stream, filter) => entries(stream, filter).map(({ line }) => line),
    summary() {
      const now = total(counts)
      const since = (key: keyof Summary) => [key, now[key] - base[key]] as const
      return Object.fromEntries(
        (Object.keys(now) as (keyof Summary)[]).map(since),
      ) as unknown as Summary
    },
    reset() {
      kept.events.clear()
      kept.rejected.clear()
      base = total(counts)
    },
    follow(see) {
      followers.add(see)
      return () => followers.delete(see)
    },
    watch: (filter, see) => sampleOf(log, filter, see),
    facts,
    gather: async (what, argument) => [facts[what](argument as never) as never],
    storedBytes: () => storedBytes,
  }
  return log
}

function sampleOf(
  log: Pick<ConsoleLog, 'follow'>,
  filter: LiveFilter,
  see: (batch: Batch) => void,
): () => void {
  const sampler = createSampler(filter)
  const stop = log.follow((entry) => sampler.see(entry))
  const timer = setInterval(() => {
    const batch = sampler.take()
    if (batch !== undefined) see(batch)
  }, batchMs)
  return () => {
    clearInterval(timer)
    stop()
  }
}

/** Finer than a millisecond, so that records of several processes can be put in order. */
const preciseTime = (): number => performance.timeOrigin + performance.now()

/** Holds the latest, up to so many and so many bytes. */
function createShelf() {
  let entries: ConsoleEntry[] = []
  let bytes = 0
  const sizeOf = ({ line }: ConsoleEntry) => line.length
  return {
    add(entry: ConsoleEntry) {
      entries.push(entry)
      bytes += sizeOf(entry)
      if (entries.length <= maxConsoleLines * 2 && bytes <= maxBytes) return
      let from = Math.max(0, entries.length - maxConsoleLines)
      for (const old of entries.slice(0, from)) bytes -= sizeOf(old)
      for (; bytes > maxBytes / 2 && from < entries.length - 1; from++) {
        bytes -= sizeOf(entries[from] ?? entry)
      }
      entries = entries.slice(from)
    },
    latest: () => entries.slice(-maxConsoleLines),
    clear() {
      entries = []
      bytes = 0
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
