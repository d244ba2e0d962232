import { schemaVersion } from '@weir/schema'
import { stringifyDeep } from './stringify-deep.ts'

/** Why one event was not accepted, as the answer says it. */
export interface RejectedEvent {
  readonly index: number
  readonly event_id?: string
  readonly code: string
  readonly path: string
  readonly message: string
}

export interface RejectionFacts {
  readonly siteId: string
  readonly receivedAt: string
  readonly ipAddress: string | undefined
  readonly userAgent: string | undefined
  readonly origin: string | undefined
}

/** One line of the rejected stream: the event whole, and what was wrong with it. */
export function rejectedLine(event: unknown, why: RejectedEvent, facts: RejectionFacts): string {
  const head = JSON.stringify({
    rejected_at: facts.receivedAt,
    site_id: facts.siteId,
    code: why.code,
    errors: [{ path: why.path, message: why.message }],
    schema_version: schemaVersion,
    ip_address: facts.ipAddress,
    user_agent: facts.userAgent,
    origin: facts.origin,
  })
  return `${head.slice(0, -1)},"event":${stringifyDeep(event)}}\n`
}

/** The id of an event that may be anything at all, for the answer. */
export function eventIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null) return undefined
  const id: unknown = Object.hasOwn(event, 'event_id')
    ? (event as { event_id: unknown }).event_id
    : undefined
  return typeof id === 'string' && id.length <= 64 ? id.toWellFormed() : undefined
}
