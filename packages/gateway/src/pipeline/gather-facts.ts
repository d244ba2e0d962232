import { maxEventBytes } from '@weir/schema'
import { keepAddress } from '../enrich/address.ts'
import { clockSkewMs, utcText } from '../enrich/correct-time.ts'
import type { FindPlace } from '../enrich/country.ts'
import { asksForPrivacy } from '../enrich/privacy-signal.ts'
import { userAgentFields } from '../enrich/user-agent.ts'
import type { Site } from '../sites/sites.ts'
import type { Opened } from './opened.ts'
import type { RejectionFacts } from './rejected-line.ts'
import { type RequestFacts, sharedFields } from './stored-line.ts'

/** What all events of one request share, worked out once. */
export interface Facts extends RequestFacts, RejectionFacts {
  readonly site: Site
  /** Whether an event could be larger than one may be, so that each has to be measured. */
  readonly measure: boolean
  readonly drop: boolean
  readonly keepRejected: boolean
  readonly maxLineBytes: number
}

export interface FactsParts {
  readonly findPlace: FindPlace
  readonly now: () => number
  /** A longer record can never be stored. */
  readonly maxLineBytes: number
  /** Whether there is a stream for rejected events; without, they are counted and not kept. */
  readonly keepRejected: boolean
}

export function gatherFacts({ request, envelope, site }: Opened, parts: FactsParts): Facts {
  const { headers, address, networkId } = request
  const receivedMs = parts.now()
  const receivedAt = utcText(receivedMs)
  const signal = asksForPrivacy(headers)
  const strip = signal && site.privacySignals === 'strip'
  const ipAddress = strip ? undefined : keepAddress(address, site.ip)
  const agent = String(headers['user-agent'] ?? '')
  const basic = { siteId: site.siteId, receivedAt }
  const fields = {
    network_id: strip ? undefined : networkId(),
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
