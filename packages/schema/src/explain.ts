import type { FormatName } from './runtime/formats.ts'
import { pointerTo } from './runtime/json-pointer.ts'
import type { Complaint } from './runtime/runtime.ts'
import type { BoundsComplaint } from './runtime/json-bounds.ts'

/** Where an event is wrong, and what a person should know about it. */
export interface Explanation {
  /** JSON pointer (RFC 6901) to the offending field, also when the field is missing. */
  readonly path: string
  readonly message: string
}

/** A pointer made of a stranger's key is cut here: it goes into answers, logs and records. */
const maxPathLength = 256
/** What a plan lists, such as the values of an enum, is cut here: a rejected record holds no more. */
const maxMessageLength = 1023

/** Turns the complaint of a generated validator into words. */
export function explain(complaint: Complaint): Explanation {
  const { keyword, instancePath, params } = complaint
  return {
    path: cut(pathOf(keyword, instancePath, params), maxPathLength),
    message: cut(messageOf(keyword, params), maxMessageLength),
  }
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`

type Params = Complaint['params']

function pathOf(keyword: string, base: string, params: Params): string {
  switch (keyword) {
    case 'required':
      return pointerTo(base, String(params.missingProperty))
    case 'additionalProperties':
      return pointerTo(base, String(params.additionalProperty))
    case 'x-max-bytes': {
      const complaint = params.complaint as BoundsComplaint
      return 'at' in complaint ? base + complaint.at : base
    }
    default:
      return base
  }
}

const formatMessages: Readonly<Record<FormatName, string>> = {
  uuid: 'must be a UUID',
  'utc-time':
    'must be a time in UTC with milliseconds (RFC 3339), such as 2026-11-21T01:02:03.456Z',
  'http-url': 'must be an absolute http or https URL',
  text: 'must be well-formed text: it holds half of a surrogate pair',
}

/** Every keyword of the dialect that can fail has its words here; a test sees to it. */
const messages: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) =>
    Array.isArray(type)
      ? `must be ${type.map(withArticle).join(' or ')}`
      : `must be ${withArticle(type)}`,
  required: () => 'is required',
  additionalProperties: () => 'is not a known field',
  enum: ({ allowedValues }) => `must be one of ${list(allowedValues as readonly unknown[])}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  minLength: ({ limit }) =>
    limit === 1 ? 'must not be empty' : `must be at least ${String(limit)} characters long`,
  maxLength: ({ limit }) => `must be at most ${String(limit)} characters long`,
  pattern: ({ pattern }) => `must match ${String(pattern)}`,
  format: ({ format }) => formatMessages[format as FormatName],
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  minItems: ({ limit }) => `must have at least ${count(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${count(limit, 'item')}`,
  maxProperties: ({ limit }) => `must have at most ${count(limit, 'field')}`,
  'x-max-bytes': ({ complaint }) => boundsMessage(complaint as BoundsComplaint),
}

const messageOf = (keyword: string, params: Params): string =>
  messages[keyword]?.(params) ?? `is refused by "${keyword}"`

/** As much of it as fits: a list of thousands is not written out for each event that fails. */
function list(values: readonly unknown[]): string {
  let text = ''
  for (const value of values) {
    if (text !== '') text += ', '
    text += JSON.stringify(value)
    if (text.length > maxMessageLength) break
  }
  return text
}

const count = (limit: unknown, noun: string): string =>
  `${String(limit)} ${noun}${limit === 1 ? '' : 's'}`

const typeWords: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
}
const withArticle = (type: unknown): string => typeWords[type as string] ?? String(type)

function boundsMessage(complaint: BoundsComplaint): string {
  switch (complaint.bound) {
    case 'bytes':
      return `must be at most ${complaint.limit} bytes as JSON`
    case 'depth':
      return `must be nested at most ${complaint.limit} levels deep`
    case 'keys':
      return `must have at most ${count(complaint.limit, 'key')}, all levels together`
    case 'number':
      return 'must be a finite number'
    case 'text':
      return formatMessages.text
    case 'name':
      return 'is not a name for a property'
  }
}
