/** What is counted of one site in one minute. */
export interface Counts {
  events: number
  page_views: number
  clicks: number
  js_errors: number
}

/** One minute of one site, by the time at which its events happened. */
export interface MinuteWindow {
  readonly site: string
  readonly startMs: number
  readonly counts: Readonly<Counts>
}

/** A batch of events, as minutes. */
export interface MinuteWindows {
  /** Takes one line of the stream; the same event twice counts once. */
  readonly add: (line: string) => void
  readonly windows: () => MinuteWindow[]
  /** Lines that are no event, or one of a time that CloudWatch would not take. */
  readonly unusable: () => number
}

const minuteMs = 60_000
/** CloudWatch takes what is at most two weeks old and at most two hours early. */
const oldestMs = 14 * 24 * 60 * minuteMs
const earliestMs = 2 * 60 * minuteMs

const countOf: Readonly<Record<string, keyof Counts>> = {
  page_view: 'page_views',
  click: 'clicks',
  js_error: 'js_errors',
}

interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly site: string
  readonly atMs: number
}

/**
 * Windows of event time without a watermark: CloudWatch adds up what is reported for a minute, from
 * whichever batch and shard it comes, so a late event still finds its minute.
 */
export function createMinuteWindows(nowMs: number): MinuteWindows {
  const found = new Map<string, MinuteWindow & { readonly counts: Counts }>()
  const seen = new Set<string>()
  let unusable = 0

  const windowOf = ({ site, atMs }: StoredEvent) => {
    const startMs = Math.floor(atMs / minuteMs) * minuteMs
    const key = `${startMs} ${site}`
    const window = found.get(key) ?? {
      site,
      startMs,
      counts: { events: 0, page_views: 0, clicks: 0, js_errors: 0 },
    }
    found.set(key, window)
    return window
  }
  return {
    add(line) {
      const event = readEvent(line)
      if (event === undefined || !isInTime(event, nowMs)) {
        unusable += 1
        return
      }
      if (seen.has(event.id)) return
      seen.add(event.id)
      const { counts } = windowOf(event)
      const special = countOf[event.type]
      counts.events += 1
      if (special !== undefined) counts[special] += 1
    },
    windows: () => [...found.values()],
    unusable: () => unusable,
  }
}

const isInTime = ({ atMs }: StoredEvent, nowMs: number): boolean =>
  atMs > nowMs - oldestMs && atMs < nowMs + earliestMs

function readEvent(line: string): StoredEvent | undefined {
  try {
    const event = JSON.parse(line) as Readonly<Record<string, unknown>> | null
    const { event_id: id, event_type: type, site_id: site, timestamp } = event ?? {}
    const atMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
    return typeof id === 'string' && typeof type === 'string' && typeof site === 'string'
      ? { id, type, site, atMs }
      : undefined
  } catch {
    return undefined
  }
}
