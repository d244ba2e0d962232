import { explain } from './explain.ts'
import { createValidators } from './generated/validators.ts'
import { builtinEventTypes } from './generated/types.ts'
import type { Envelope, RejectedRecord, StoredRecord, WeirEvent } from './generated/types.ts'
import { runtime, type Validator } from './runtime/runtime.ts'

/** Why an event was not accepted; the `code` of the answer and of the rejected record. */
export type RejectionCode = 'schema' | 'unknown_event'

export interface Rejection {
  readonly ok: false
  readonly code: RejectionCode
  /** JSON pointer into the value that was given. */
  readonly path: string
  /** For a person. */
  readonly message: string
}

/** How the validation of one value ended. The value is the one that was given, unchanged. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Rejection

/** What a site knows of its own events; made by `loadPlan`. */
export interface Plan {
  readonly name: string
  /** Whether a name that is neither built in nor described here is refused. */
  readonly strict: boolean
  readonly validators: ReadonlyMap<string, Validator>
}

const validators = createValidators(runtime)
const named = (name: string): Validator => {
  const validator = validators[name]
  if (validator === undefined) throw new Error(`no validator was generated for ${name}`)
  return validator
}
const eventFields = named('event')
const envelope = named('envelope')
const storedRecord = named('stored_record')
const rejectedRecord = named('rejected_record')
const payloads = new Map(builtinEventTypes.map((type) => [type as string, named(`events/${type}`)]))

/**
 * Validates one event as it came over the wire, by the built-in schemas and the plan of its site.
 * Stops at the first fault. Never throws; a microsecond or so for a usual event.
 */
export function validateEvent(value: unknown, plan?: Plan): Outcome<WeirEvent> {
  const event = value as WeirEvent | null | undefined
  const type = event?.event_type as string
  const payload = payloads.get(type) ?? plan?.validators.get(type)
  // The payload first: it is where clients go wrong, and it is the quicker look. An event without
  // properties is one with none: what its schema requires is then missing.
  if (payload !== undefined && !payload(event?.properties ?? noProperties, atProperties)) {
    return rejection(payload)
  }
  if (!eventFields(value)) return rejection(eventFields)
  if (payload === undefined && plan?.strict) return unknownEvent(type, plan)
  return { ok: true, value: value as WeirEvent }
}

const atProperties = { instancePath: '/properties' }
const noProperties = Object.freeze({})

/** Validates what surrounds the events of one request; the events are any JSON to it. */
export const validateEnvelope = (value: unknown): Outcome<Envelope> =>
  outcome<Envelope>(envelope, value)

/** Validates one line of the stream or the archive. */
export const validateStoredRecord = (value: unknown): Outcome<StoredRecord> =>
  outcome<StoredRecord>(storedRecord, value)

/** Validates one line of the rejected stream. */
export const validateRejectedRecord = (value: unknown): Outcome<RejectedRecord> =>
  outcome<RejectedRecord>(rejectedRecord, value)

function outcome<Value>(validator: Validator, value: unknown): Outcome<Value> {
  return validator(value) ? { ok: true, value: value as Value } : rejection(validator)
}

function rejection(validator: Validator): Rejection {
  const complaint = validator.errors?.[0]
  // A validator that says no without a complaint would be a bug of the generator.
  if (!complaint) throw new Error('a validator refused a value without saying why')
  const { path, message } = explain(complaint)
  return { ok: false, code: 'schema', path, message }
}

const unknownEvent = (name: string, plan: Plan): Rejection => ({
  ok: false,
  code: 'unknown_event',
  path: '/event_type',
  message: `"${name}" is not an event of the tracking plan "${plan.name}"`,
})
