import { randomUUID } from 'node:crypto'
import { type Envelope, maxEventBytes, type WeirEvent } from '@weir/schema'
import { validateEnvelope, validateEvent } from '@weir/schema/validate'
import { keepAddress } from '../enrich/address.ts'
import { clockSkewMs } from '../enrich/correct-time.ts'
import type { FindPlace, Headers } from '../enrich/country.ts'
import { userAgentFields } from '../enrich/user-agent.ts'
import { GatewayError } from '../errors.ts'
import { add, type Metrics } from '../metrics.ts'
import type { Site, Sites } from '../sites/sites.ts'
import type { Store } from '../store/store.ts'
import { createFrameWriter, type FrameWriter } from './frame.ts'
import {
  eventIdOf,
  rejectedLine,
  type RejectedEvent,
  type RejectionFacts,
} from './rejected-line.ts'
import { type RequestFacts, sharedFields, storedLine, visitorOf } from './stored-line.ts'
import { stringifyDeep } from './stringify-deep.ts'

/** One request, as far as the pipeline needs to know it. */
export interface IngestRequest {
  /** What was parsed from the body. */
  readonly body: unknown
  /** Write key outside of the envelope. */
  readonly key: string | undefined
  readonly origin: string | undefined
  readonly address: string
  readonly headers: Headers
  /** Whether the client cannot come back: it may use the reserve of the spool. */
  readonly isBeacon: boolean
  /** The id of the visitor's cookie, where the gateway sets one. */
  readonly networkId: string | undefined
}

/** What the client is told; the events are stored durably by then. */
export interface IngestAnswer {
  readonly accepted: number
  readonly rejected: readonly RejectedEvent[]
}

/** Sees what was stored, for the live page. */
export interface IngestWatcher {
  stored(stream: 'events' | 'rejected', frame: Uint8Array): void
}

export interface IngestParts {
  readonly sites: () => Sites
  readonly store: Store
  readonly metrics: Metrics
  readonly findPlace: FindPlace
  readonly maxEvents: number
  readonly now: () => number
  /** A longer record can never be stored. */
  readonly maxLineBytes: number
  /** Whether there is a stream for rejected events; without, they are counted and not kept. */
  readonly keepRejected: boolean
  readonly watcher?: IngestWatcher | undefined
}

export interface Ingest {
  /** Finds the envelope and its site; everything that ends a request as a whole is found here. */
  open(request: IngestRequest): { envelope: Envelope; site: Site }
  /** validate → enrich → store. */
  take(request: IngestRequest, envelope: Envelope, site: Site): Promise<IngestAnswer>
}

/** The path of an event through the gateway: open → validate → enrich → store → answer. */
export function createIngest(parts: IngestParts): Ingest {
  const accepted = createFrameWriter()
  const refused = createFrameWriter()
  return {
    open: (request) => open(request, parts),
    async take(request, envelope, site) {
      const facts = gather(request, { envelope, site, parts })
      accepted.reset()
      refused.reset()
      const rejected: RejectedEvent[] = []
      for (const [index, event] of envelope.events.entries()) {
        const why = judge(event, facts)
        if (why === undefined) {
          const valid = event as WeirEvent
          accepted.add(storedLine(valid, facts), visitorOf(valid))
        } else rejected.push(reject({ ...why, index }, event, { refused, facts }))
      }
      const count = accepted.count
      await store({ accepted, refused, isBeacon: request.isBeacon, parts })
      tally(parts, { received: envelope.events.length, accepted: count, rejected })
      return { accepted: count, rejected }
    },
  }
}

function open(request: IngestRequest, { sites, maxEvents }: IngestParts) {
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
  const site = sites().byWriteKey(envelope.write_key ?? key ?? '')
  if (site === undefined) throw new GatewayError('unknown_write_key', 'no site has this write key')
  if (origin !== undefined && !site.allowsOrigin(origin)) {
    throw new GatewayError('origin_not_allowed', 'the site does not list this origin')
  }
  return { envelope, site }
}

interface Facts extends RequestFacts, RejectionFacts {
  readonly site: Site
  /** Whether an event could be larger than one may be, so that each has to be measured. */
  readonly measure: boolean
  readonly drop: boolean
  readonly keepRejected: boolean
  readonly maxLineBytes: number
}

function gather(
  request: IngestRequest,
  { envelope, site, parts }: { envelope: Envelope; site: Site; parts: IngestParts },
): Facts {
  const { headers, address, networkId } = request
  const receivedMs = parts.now()
  const receivedAt = new Date(receivedMs).toISOString()
  const signal = headers['sec-gpc'] === '1' || headers.dnt === '1'
  const strip = signal && site.privacySignals === 'strip'
  const ipAddress = strip ? undefined : keepAddress(address, site.ip)
  const agent = String(headers['user-agent'] ?? '')
  const basic = { siteId: site.siteId, receivedAt }
  const fields = {
    network_id: strip ? undefined : networkId,
    ip_address: ipAddress,
    ...parts.findPlace(headers, address),
    sdk_name: envelope.sdk?.name,
    sdk_version: envelope.sdk?.version,
  }
  return {
    ...basic,
    site,
    receivedMs,
    skewMs: clockSkewMs(envelope.sent_at, receivedMs),
    strip,
    shared: sharedFields(basic, fields, userAgentFields(agent)),
    ipAddress,
    userAgent: agent === '' ? undefined : agent.slice(0, 1024),
    origin: request.origin?.slice(0, 512),
    measure:
      Number(headers['content-length'] ?? Infinity) > maxEventBytes ||
      'content-encoding' in headers,
    drop: signal && site.privacySignals === 'drop',
    keepRejected: parts.keepRejected,
    maxLineBytes: parts.maxLineBytes,
  }
}

type Why = Omit<RejectedEvent, 'index' | 'event_id'>

/** Why an event is not accepted, or undefined. */
function judge(event: unknown, { site, measure, drop }: Facts): Why | undefined {
  if (drop)
    return { code: 'privacy_signal', path: '', message: 'the visitor asked not to be tracked' }
  if (measure && isTooLarge(event)) {
    return {
      code: 'event_too_large',
      path: '',
      message: `must be at most ${maxEventBytes} bytes as JSON`,
    }
  }
  const outcome = validateEvent(event, site.plan)
  return outcome.ok ? undefined : outcome
}

const isTooLarge = (event: unknown): boolean =>
  Buffer.byteLength(stringifyDeep(event) ?? '') > maxEventBytes

/** Keeps a rejected event whole in the rejected stream; one dropped by its visitor's wish is not kept. */
function reject(
  why: Why & { index: number },
  event: unknown,
  { refused, facts }: { refused: FrameWriter; facts: Facts },
): RejectedEvent {
  const { index, code, path, message } = why
  const id = eventIdOf(event)
  const rejection = { index, ...(id === undefined ? {} : { event_id: id }), code, path, message }
  if (facts.drop || !facts.keepRejected) return rejection
  const line = rejectedLine(event, rejection, facts)
  if (line.length > facts.maxLineBytes / 3 && Buffer.byteLength(line) > facts.maxLineBytes) {
    throw new GatewayError(
      'body_too_large',
      `event ${index} is too large to be kept even as rejected`,
    )
  }
  refused.add(line, id ?? randomUUID())
  return rejection
}

interface Storing {
  readonly accepted: FrameWriter
  readonly refused: FrameWriter
  readonly isBeacon: boolean
  readonly parts: IngestParts
}

/** Both frames go into the same group commit; the answer waits for both. */
async function store({ accepted, refused, isBeacon, parts }: Storing): Promise<void> {
  const frames: ['events' | 'rejected', Uint8Array][] = []
  if (accepted.count > 0) frames.push(['events', accepted.finish()])
  if (refused.count > 0) frames.push(['rejected', refused.finish()])
  await Promise.all(frames.map(([stream, frame]) => parts.store.append(stream, frame, isBeacon)))
  if (parts.watcher !== undefined) {
    for (const [stream, frame] of frames) parts.watcher.stored(stream, frame)
  }
}

function tally(
  { metrics: { counts } }: IngestParts,
  ended: { received: number; accepted: number; rejected: readonly RejectedEvent[] },
): void {
  counts.received += ended.received
  counts.accepted += ended.accepted
  for (const { code } of ended.rejected) add(counts.rejected, code)
}
