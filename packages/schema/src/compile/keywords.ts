import { type FormatName, formatNames } from '../runtime/formats.ts'
import { isObject, type SchemaType, schemaTypes } from './schema-node.ts'

/**
 * The dialect: every keyword of JSON Schema 2020-12 that we allow, what its value must look like,
 * and to which types it belongs. Small on purpose: each keyword has a meaning in TypeScript, in
 * the validator, in the archive and in the documentation, or it is not here.
 */
export interface Keyword {
  /** Empty: belongs anywhere. */
  readonly of: readonly SchemaType[]
  readonly accepts: (value: unknown) => boolean
  /** Completes "must be …". */
  readonly expected: string
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isNumber = (value: unknown): boolean => Number.isFinite(value)
const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
const isDistinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length
const isType = (value: unknown): boolean => schemaTypes.includes(value as SchemaType)

const text = { of: [], accepts: isText, expected: 'a text' } satisfies Keyword
const count = (...of: SchemaType[]): Keyword => ({
  of,
  accepts: isCount,
  expected: 'a whole number from 0',
})
const bound = { of: ['number', 'integer'], accepts: isNumber, expected: 'a number' } as const

export const keywords: Readonly<Record<string, Keyword>> = {
  $schema: text,
  $comment: text,
  $ref: text,
  $defs: { of: [], accepts: isObject, expected: 'an object of schemas' },
  title: text,
  description: text,
  examples: { of: [], accepts: Array.isArray, expected: 'a list' },
  deprecated: {
    of: [],
    accepts: (value) => typeof value === 'boolean',
    expected: 'true or false',
  },
  type: {
    of: [],
    accepts: (value) =>
      isType(value) ||
      (Array.isArray(value) && value.length > 0 && value.every(isType) && isDistinct(value)),
    expected: `one of ${schemaTypes.join(', ')}, or a list of them`,
  },
  enum: {
    of: [],
    accepts: (value) =>
      Array.isArray(value) && value.length > 0 && value.every(isScalar) && isDistinct(value),
    expected: 'a list of different strings, numbers, booleans or null',
  },
  const: { of: [], accepts: isScalar, expected: 'a string, number, boolean or null' },
  minLength: count('string'),
  maxLength: count('string'),
  pattern: { of: ['string'], accepts: isText, expected: 'a regular expression' },
  format: {
    of: ['string'],
    accepts: (value) => formatNames.includes(value as FormatName),
    expected: `one of ${formatNames.join(', ')}`,
  },
  minimum: bound,
  maximum: bound,
  items: { of: ['array'], accepts: isObject, expected: 'one schema for every item' },
  minItems: count('array'),
  maxItems: count('array'),
  properties: { of: ['object'], accepts: isObject, expected: 'an object of schemas' },
  required: {
    of: ['object'],
    accepts: (value) => Array.isArray(value) && value.every(isText) && isDistinct(value),
    expected: 'a list of different field names',
  },
  additionalProperties: {
    of: ['object'],
    accepts: (value) => typeof value === 'boolean' || isObject(value),
    expected: 'true, false or a schema',
  },
  maxProperties: count('object'),
  'x-max-bytes': count('object'),
  'x-max-depth': count('object'),
  'x-max-keys': count('object'),
  'x-any-json': { of: [], accepts: (value) => value === true, expected: 'true' },
  'x-version': { of: ['object'], accepts: isText, expected: 'a version' },
  'x-limits': { of: ['object'], accepts: isObject, expected: 'an object of numbers' },
}

/** Says what a person may have meant, when one keyword is close enough. */
export function didYouMean(word: string): string {
  const lower = word.toLowerCase()
  const close = Object.keys(keywords).find(
    (known) => known.toLowerCase() === lower || known.toLowerCase() === `x-${lower}`,
  )
  return close === undefined ? '' : `; did you mean "${close}"?`
}
