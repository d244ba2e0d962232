import type { StreamName } from '../sinks/sink.ts'

/** What of the stored records somebody wants to see. */
export interface LiveFilter {
  readonly type?: string | undefined
  /** Anonymous, user or session id. */
  readonly visitor?: string | undefined
  /** Anywhere in the record, whatever its case. */
  readonly text?: string | undefined
}

/** Some of what was stored in a while, and how much there was. */
export interface Sample {
  /** Records that were stored. */
  seen: number
  /** Those that fit the filter. */
  matched: number
  /** Some of these, drawn evenly, in the order in which they were stored. */
  lines: string[]
}

export type Batch = Readonly<Record<StreamName, Sample>>

/** Takes every record, and gives some of them now and then. */
export interface Sampler {
  see(record: { readonly stream: StreamName; readonly line: string }): void
  /** What came since the last call, or undefined when nothing did. */
  take(): Batch | undefined
}

/** How often a live page is told, in milliseconds. */
export const batchMs = 250
/** Of each stream, in one batch: 48 a second are more than anybody reads. */
export const batchLines = 12
/** A rejected event may be large; the page must not pay for many such. */
const batchBytes = 256 * 1024

export function createSampler(filter: LiveFilter, random: () => number = Math.random): Sampler {
  const fits = createMatcher(filter)
  let batch = emptyBatch()
  return {
    see({ stream, line }) {
      const sample = batch[stream]
      sample.seen += 1
      if (!fits(line, stream)) return
      sample.matched += 1
      keepEvenly(sample, line, random)
    },
    take() {
      const { events, rejected } = batch
      if (events.seen + rejected.seen === 0) return undefined
      for (const each of [events, rejected]) limitBytes(each)
      const taken = batch
      batch = emptyBatch()
      return taken
    },
  }
}

const emptyBatch = (): Batch => ({
  events: { seen: 0, matched: 0, lines: [] },
  rejected: { seen: 0, matched: 0, lines: [] },
})

/** A reservoir in which a line that is drawn goes to the end, so that order stays. */
function keepEvenly(sample: Sample, line: string, random: () => number): void {
  if (sample.lines.length >= batchLines) {
    const place = Math.floor(random() * sample.matched)
    if (place >= batchLines) return
    sample.lines.splice(place, 1)
  }
  sample.lines.push(line)
}

function limitBytes(sample: Sample): void {
  let bytes = 0
  sample.lines = sample.lines.filter((line) => (bytes += line.length) <= batchBytes)
}

type Matches = (line: string, stream: StreamName) => boolean

/** Looks at the text first: most lines are none of the wanted, and parsing each would cost. */
export function createMatcher({ type, visitor, text }: LiveFilter): Matches {
  const wanted = text?.toLowerCase()
  const quoted = [type, visitor].filter((each) => each !== undefined).map(inJson)
  return (line, stream) =>
    quoted.every((each) => line.includes(each)) &&
    (wanted === undefined || line.toLowerCase().includes(wanted)) &&
    (quoted.length === 0 || hasFields(line, stream, { type, visitor }))
}

const inJson = (value: string): string => JSON.stringify(value)
const visitorFields = ['anonymous_id', 'user_id', 'session_id', 'network_id'] as const

function hasFields(line: string, stream: StreamName, { type, visitor }: LiveFilter): boolean {
  const record = JSON.parse(line) as Record<string, unknown>
  const event = (stream === 'events' ? record : record.event) as Record<string, unknown> | null
  if (typeof event !== 'object' || event === null) return false
  const isType = type === undefined || event.event_type === type
  return isType && (visitor === undefined || visitorFields.some((name) => event[name] === visitor))
}
