import type { WeirEvent } from '@weir/schema'
import { validateEnvelope } from '@weir/schema/validate'
import { GatewayError } from '../errors.ts'
import type { Sites } from '../sites/sites.ts'
import { createFrameWriter } from './frame.ts'
import { type FactsParts, gatherFacts } from './gather-facts.ts'
import { judgeEvent, reject } from './judge-event.ts'
import type { IngestRequest, Opened } from './opened.ts'
import type { RejectedEvent } from './rejected-line.ts'
import { storeFrames, type StoringParts } from './store-frames.ts'
import { addedFields, ownFields, visitorOf } from './stored-line.ts'

/** What the client is told; the events are stored durably by then. */
export interface IngestAnswer {
  readonly accepted: number
  readonly rejected: readonly RejectedEvent[]
}

export interface IngestParts extends FactsParts, StoringParts {
  readonly sites: () => Sites
  readonly maxEvents: number
}

export interface Ingest {
  /** Finds the envelope and its site; everything that ends a request as a whole is found here. */
  open(request: IngestRequest): Opened
  /** validate → enrich → store; while it waits for the store, it holds nothing of the request. */
  take(opened: Opened): Promise<IngestAnswer>
}

/** The path of an event through the gateway: open → validate → enrich → store → answer. */
export function createIngest(parts: IngestParts): Ingest {
  const accepted = createFrameWriter()
  const refused = createFrameWriter()
  return {
    open: (request) => open(request, parts),
    take(opened) {
      const facts = gatherFacts(opened, parts)
      accepted.reset()
      refused.reset()
      const rejected: RejectedEvent[] = []
      const { events } = opened.envelope
      for (let index = 0; index < events.length; index++) {
        const event = events[index]
        const why = judgeEvent(event, facts)
        if (why === undefined) {
          const valid = event as WeirEvent
          accepted.add(ownFields(valid, facts), addedFields(valid, facts), visitorOf(valid))
        } else rejected.push(reject({ ...why, index }, event, { refused, facts }))
      }
      const answer = { accepted: accepted.count, rejected }
      const frames = { accepted, refused, rejected, isBeacon: opened.request.isBeacon }
      return afterwards(storeFrames(frames, parts), answer)
    },
  }
}

async function afterwards(stored: Promise<void>, answer: IngestAnswer): Promise<IngestAnswer> {
  await stored
  return answer
}

function open(request: IngestRequest, { sites, maxEvents }: IngestParts): Opened {
  const { body, key, origin } = request
  const events: unknown = (body as { events?: unknown } | null | undefined)?.events
  if (Array.isArray(events) && events.length > maxEvents) {
    throw new GatewayError('too_many_events', `${events.length} events; ${maxEvents} are allowed`)
  }
  const outcome = validateEnvelope(body)
  if (!outcome.ok) {
    throw new GatewayError(
      'invalid_envelope',
      `${outcome.path || 'the envelope'} ${outcome.message}`,
    )
  }
  const envelope = outcome.value
  const writeKey = envelope.write_key ?? key ?? ''
  const site = sites().byWriteKey(writeKey)
  if (site === undefined) throw new GatewayError('unknown_write_key', 'no site has this write key')
  if (origin !== undefined && !site.allowsOrigin(origin)) {
    throw new GatewayError('origin_not_allowed', 'the site does not list this origin')
  }
  return { request, envelope, writeKey, site }
}
