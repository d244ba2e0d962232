import { constraintBroken, KinesisError } from '../engine/kinesis-error.ts'

/** The JSON object of a request; every getter checks before it answers. */
export type Params = Readonly<Record<string, unknown>>

const wrongType = (name: string, wanted: string): KinesisError =>
  new KinesisError('SerializationException', `${name} is not ${wanted}`)

/** AWS names members in messages with a small first letter. */
const place = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

export const isObject = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function optional<T>(
  params: Params,
  name: string,
  { is, wanted }: { is: (value: unknown) => value is T; wanted: string },
): T | undefined {
  const value = params[name]
  if (value === undefined || value === null) return undefined
  if (is(value)) return value
  throw wrongType(name, wanted)
}

export function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value
  throw constraintBroken('null', place(name), 'Member must not be null')
}

const isString = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

export const text = (params: Params, name: string): string | undefined =>
  optional(params, name, { is: isString, wanted: 'a string' })

export const flag = (params: Params, name: string): boolean =>
  optional(params, name, { is: isBoolean, wanted: 'a boolean' }) ?? false

export const object = (params: Params, name: string): Params | undefined =>
  optional(params, name, { is: isObject, wanted: 'an object' })

/** AWS sends a point in time as seconds since the epoch, with a fraction. */
export const timeMs = (params: Params, name: string): number | undefined => {
  const seconds = optional(params, name, { is: isNumber, wanted: 'a timestamp' })
  return seconds === undefined ? undefined : seconds * 1000
}

export function integer(
  params: Params,
  name: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const value = optional(params, name, { is: isNumber, wanted: 'an integer' })
  if (value === undefined) return undefined
  if (!Number.isInteger(value)) throw wrongType(name, 'an integer')
  const broken = (constraint: string) => constraintBroken(String(value), place(name), constraint)
  if (value < min) throw broken(`Member must have value greater than or equal to ${min}`)
  if (value > max) throw broken(`Member must have value less than or equal to ${max}`)
  return value
}

export function oneOf<T extends string>(
  params: Params,
  name: string,
  values: readonly T[],
): T | undefined {
  const value = text(params, name)
  if (value === undefined) return undefined
  const known = values.find((candidate) => candidate === value)
  if (known !== undefined) return known
  throw constraintBroken(
    value,
    place(name),
    `Member must satisfy enum value set: [${values.join(', ')}]`,
  )
}
