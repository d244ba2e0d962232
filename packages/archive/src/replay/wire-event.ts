import type { RejectedRecord } from '@weir/schema'
import eventSchema from '@weir/schema/schemas/event.schema.json' with { type: 'json' }

/** One event on its way back, with what its request has to say so that it is stored as before. */
export interface WireEvent {
  readonly event: unknown
  readonly siteId: string
  /** The browser and the bot flag come from it. */
  readonly userAgent: string | undefined
  readonly sdk: { readonly name: string; readonly version: string } | undefined
}

const wireFields = Object.keys(eventSchema.properties)

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * A stored record as the event it was. What the gateway added is left out, for it adds it again, and
 * so is what is null. `timestamp` stays the corrected one: without `sent_at` beside it, the gateway
 * takes it as it is.
 */
export function toWireEvent(record: Readonly<Record<string, unknown>>): WireEvent {
  const fields = wireFields
    .map((name) => [name, record[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null)
  const name = text(record['sdk_name'])
  const version = text(record['sdk_version'])
  return {
    event: Object.fromEntries(fields),
    siteId: text(record['site_id']) ?? '',
    userAgent: text(record['user_agent']),
    sdk: name === undefined || version === undefined ? undefined : { name, version },
  }
}

/** What was rejected, whole and unchanged. */
export const toWireAgain = (record: Readonly<RejectedRecord>): WireEvent => ({
  event: record.event,
  siteId: record.site_id,
  userAgent: text(record.user_agent),
  sdk: undefined,
})
