import { kinesisErrorCodes } from '../engine/kinesis-error.ts'
import type { Fault, FaultKind } from './fault.ts'

/** A fault that cannot be set, in words for who asked for it. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
}

type Check = (value: unknown) => boolean
const isText: Check = (value) => typeof value === 'string' && value.length > 0
const atLeast =
  (min: number, max = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    typeof value === 'number' && value >= min && value <= max
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(String(value))
const whole: Check = (value) => Number.isSafeInteger(value)
const positive: Check = (value) => whole(value) && Number(value) > 0

const scope: Readonly<Record<string, Check>> = {
  stream: isText,
  shard: isText,
  operations: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  rate: atLeast(0, 1),
  seed: whole,
  times: positive,
  forMs: positive,
}
const when = oneOf('before', 'after')

const own: Readonly<Record<FaultKind, Readonly<Record<string, Check>>>> = {
  throttle: {},
  partialFailure: { code: oneOf('InternalFailure', 'ProvisionedThroughputExceededException') },
  error: { code: oneOf(...kinesisErrorCodes), message: isText, when },
  latency: { ms: atLeast(0, 600_000) },
  hang: { when },
  reset: { when },
  outage: {},
  credentials: { code: oneOf('UnrecognizedClientException', 'AccessDeniedException') },
}

const isKind = (value: unknown): value is FaultKind =>
  typeof value === 'string' && Object.hasOwn(own, value)

/** Checks a fault from outside: a misspelt name must not pass for a fault that never strikes. */
export function parseFault(value: unknown): Fault {
  if (typeof value !== 'object' || value === null) throw new FaultError('a fault is an object')
  const { kind, ...rest } = value as Record<string, unknown>
  if (!isKind(kind)) throw new FaultError(`kind must be one of ${Object.keys(own).join(', ')}`)
  const checks = { ...scope, ...own[kind] }
  for (const [name, field] of Object.entries(rest)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    if (check === undefined) throw new FaultError(`${kind} has no field ${name}`)
    if (!check(field)) throw new FaultError(`${name} of ${kind} is not valid`)
  }
  if (kind === 'latency' && rest['ms'] === undefined) throw new FaultError('latency needs ms')
  return value as Fault
}
