import { schemaVersion, type WeirEvent } from '@weir/schema'
import { correctTime } from '../enrich/correct-time.ts'
import { pageFields, referrerFields } from '../enrich/page.ts'
import { recently } from '../memory/recently.ts'

/** What all events of one request share, worked out once. */
export interface RequestFacts {
  readonly siteId: string
  readonly receivedAt: string
  readonly receivedMs: number
  readonly skewMs: number
  /** Whether ids and the address of the visitor are left out. */
  readonly strip: boolean
  /** The shared fields as the inside of a JSON object, with a comma before each. */
  readonly shared: string
}

export interface SharedFields {
  readonly network_id?: string | undefined
  readonly ip_address?: string | undefined
  readonly country?: string | undefined
  readonly region?: string | undefined
  readonly city?: string | undefined
  readonly sdk_name?: string | undefined
  readonly sdk_version?: string | undefined
}

/** The shared fields, written once for a request; `agent` is already written. */
export const sharedFields = (
  { siteId, receivedAt }: Pick<RequestFacts, 'siteId' | 'receivedAt'>,
  fields: SharedFields,
  agent: string,
): string =>
  `,"received_at":"${receivedAt}"` +
  field('site_id', siteId) +
  field('network_id', fields.network_id) +
  field('ip_address', fields.ip_address) +
  field('country', fields.country) +
  field('region', fields.region) +
  field('city', fields.city) +
  field('sdk_name', fields.sdk_name) +
  field('sdk_version', fields.sdk_version) +
  `,"schema_version":"${schemaVersion}"${agent}`

const field = (name: keyof SharedFields | 'site_id', value: string | undefined): string =>
  value === undefined ? '' : `,"${name}":${quoted(value)}`

/** Sites, places, addresses and versions come again and again. */
const quoted: (value: string) => string = recently((value) => JSON.stringify(value), 4096)

/**
 * The first part of a line of the stream: what came over the wire, written as it is by one call.
 * Without its closing brace, and apart from the rest, so that the two are never joined in memory.
 */
export function ownFields(event: WeirEvent, facts: RequestFacts): string {
  const { timestamp } = event
  const stored = facts.strip ? withoutIds(event) : event
  const corrected = correctTime(timestamp, facts.skewMs, facts.receivedMs)
  const own = JSON.stringify(corrected === timestamp ? stored : { ...stored, timestamp: corrected })
  return own.slice(0, -1)
}

/** The rest of the line: what the gateway adds, most of it written before for another event. */
export function addedFields(event: WeirEvent, facts: RequestFacts): string {
  const { timestamp, page_url: url, referrer } = event
  const from = typeof referrer === 'string' && referrer !== '' ? referrerFields(referrer) : ''
  return `,"client_timestamp":"${timestamp}"${pageFields(url)}${from}${facts.shared}}\n`
}

function withoutIds(event: WeirEvent): Omit<WeirEvent, 'anonymous_id' | 'user_id'> {
  const { anonymous_id: _anonymous, user_id: _user, ...rest } = event
  return rest
}

/** Whose event it is, for keeping the events of one visitor in order. */
export const visitorOf = ({ anonymous_id: visitor, session_id: session }: WeirEvent): string =>
  visitor ?? session
