import { asksForPrivacy } from '../enrich/privacy-signal.ts'
import type { Ingest } from '../pipeline/ingest.ts'
import type { Opened } from '../pipeline/opened.ts'

interface Sdk {
  readonly name: string | undefined
  readonly version: string | undefined
}

/** An event as the browser sent it, before the gateway added and corrected anything. */
export interface RawEvent {
  /** JSON, written again from what was parsed. */
  readonly event: string
  readonly sentAt: string | undefined
  readonly sdk: Sdk | undefined
}

/** The latest of what came in, in memory alone; the stored record does not hold all of it. */
export interface RawEvents {
  /** The same ingest, seen by this. */
  watch(ingest: Ingest): Ingest
  find(eventId: string): RawEvent | undefined
  clear(): void
}

const maxEvents = 1000
const maxCharacters = 8 * 1024 * 1024

export function createRawEvents(): RawEvents {
  const kept = new Map<string, RawEvent>()
  let characters = 0
  const drop = (id: string) => {
    characters -= kept.get(id)?.event.length ?? 0
    kept.delete(id)
  }
  const keep = (id: string, raw: RawEvent) => {
    drop(id)
    kept.set(id, raw)
    characters += raw.event.length
    for (const oldest of kept.keys()) {
      if (kept.size <= maxEvents && characters <= maxCharacters) return
      drop(oldest)
    }
  }
  const keepAll = ({ envelope, request, site }: Opened, rejected: ReadonlySet<number>) => {
    // What is taken out of the record of a visitor who asks for it is not kept here either.
    if (asksForPrivacy(request.headers) && site.privacySignals !== 'ignore') return
    const { sent_at: sentAt, events } = envelope
    // The two that are bounded: an envelope may hold anything else beside them.
    const sdk = envelope.sdk && { name: envelope.sdk.name, version: envelope.sdk.version }
    for (let at = Math.max(0, events.length - maxEvents); at < events.length; at++) {
      const event = events[at] as { event_id?: unknown }
      if (rejected.has(at) || typeof event.event_id !== 'string') continue
      keep(event.event_id, { event: JSON.stringify(event), sentAt, sdk })
    }
  }
  return {
    watch: (ingest) => ({
      open: (request) => ingest.open(request),
      async take(opened) {
        const answer = await ingest.take(opened)
        keepAll(opened, new Set(answer.rejected.map(({ index }) => index)))
        return answer
      },
    }),
    find: (eventId) => kept.get(eventId),
    clear() {
      kept.clear()
      characters = 0
    },
  }
}
