/**
 * What an answer looks like, written once: the types follow from it, and so does the check that the
 * answers of a gateway fit.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  /** A JSON object of any kind. */
  | 'object'
  /** Anything at all. */
  | 'unknown'
  | readonly ['array', Shape]
  /** May be missing; only inside of an object. */
  | readonly ['optional', Shape]
  /** May be null. */
  | readonly ['nullable', Shape]
  | { readonly [name: string]: Shape }

interface Plain {
  readonly string: string
  readonly number: number
  readonly boolean: boolean
  readonly object: Readonly<Record<string, unknown>>
  readonly unknown: unknown
}

type OptionalNames<S> = {
  [Name in keyof S]: S[Name] extends readonly ['optional', unknown] ? Name : never
}[keyof S]

/** Not conditional, so that a type checker is not led deeper than it goes. */
interface Lists<Item> {
  readonly array: readonly Item[]
  readonly optional: Item
  readonly nullable: Item | null
}

export type FromShape<S> = S extends keyof Plain
  ? Plain[S]
  : S extends readonly [infer Kind extends keyof Lists<unknown>, infer Item]
    ? Lists<FromShape<Item>>[Kind]
    : { readonly [Name in Exclude<keyof S, OptionalNames<S>>]: FromShape<S[Name]> } & {
        readonly [Name in OptionalNames<S>]?: FromShape<S[Name]>
      }

/** Where a value differs from its shape, as JSON pointers with what was expected; none if it fits. */
export function misfits(shape: Shape, value: unknown, at = ''): string[] {
  if (shape === 'unknown') return []
  if (shape === 'object') return isObject(value) ? [] : [`${at} is no object`]
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${at} is no ${shape}`]
  if (isList(shape)) return listMisfits(shape, value, at)
  if (!isObject(value)) return [`${at} is no object`]
  return Object.entries(shape).flatMap(([name, inner]) => {
    const isOptional = isList(inner) && inner[0] === 'optional'
    if (isOptional && value[name] === undefined) return []
    return misfits(inner, value[name], `${at}/${name}`)
  })
}

function listMisfits([kind, inner]: ListShape, value: unknown, at: string): string[] {
  if (kind === 'optional') return misfits(inner, value, at)
  if (kind === 'nullable') return value === null ? [] : misfits(inner, value, at)
  if (!Array.isArray(value)) return [`${at} is no array`]
  return value.flatMap((item, index) => misfits(inner, item, `${at}/${index}`))
}

type ListShape = Extract<Shape, readonly unknown[]>
const isList = (shape: Shape): shape is ListShape => Array.isArray(shape)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
