import { type ErrorCode, errorTable, problemPolicy } from '../errors.ts'

/** Parts that descriptions of routes are made of. Nothing here validates: the pipeline does. */
export type Schema = Readonly<Record<string, unknown>>

const text = (description: string, more: Schema = {}): Schema => ({
  type: 'string',
  description,
  ...more,
})

/** An object with exactly these fields; those whose names end in `?` may be missing. */
export function record(fields: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  const entries = Object.entries(fields)
  const bare = (name: string) => name.replace(/\?$/u, '')
  return {
    type: 'object',
    required: entries.map(([name]) => name).filter((name) => !name.endsWith('?')),
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, schema]) => [bare(name), schema])),
    ...more,
  }
}

const always = {
  'x-request-id': text('Names this request in the log of the gateway.'),
  'x-content-type-options': text('Always the same.', { enum: ['nosniff'] }),
}

export const cacheControl = (value: string): Schema => ({
  'cache-control': text('How long it may be kept.', { enum: [value] }),
})

/** What @fastify/swagger takes for it. */
const noBody = { type: 'null' }

/** One answer of a route: its body by content type, or none, and what headers it bears. */
export function answer(
  description: string,
  content: Readonly<Record<string, Schema>>,
  headers: Schema = {},
): Schema {
  const bodies = Object.entries(content).map(([type, schema]) => [type, { schema }])
  return {
    description,
    headers: { ...always, ...headers },
    ...(bodies.length === 0 ? noBody : { content: Object.fromEntries(bodies) as Schema }),
  }
}

export const json = (schema: Schema): Record<string, Schema> => ({ 'application/json': schema })

type Refusal = ErrorCode | 'internal'
const statusOf = (code: Refusal): number => (code === 'internal' ? 500 : errorTable[code].status)

/** The refusals of a route, by status: RFC 9457 with one of these codes. */
export function refusals(...codes: readonly Refusal[]): Record<string, Schema> {
  const byStatus = Map.groupBy(codes, statusOf)
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => {
      const canRetry = own.some((code) => code !== 'internal' && errorTable[code].retryAfter)
      const headers = {
        'content-security-policy': text('Always the same.', { enum: [problemPolicy] }),
        ...(canRetry ? { 'retry-after': text('Seconds to wait.') } : {}),
      }
      const problem = { 'application/problem+json': problemOf(status, own) }
      return [status, answer('Refused; nothing of the request is promised.', problem, headers)]
    }),
  )
}

const problemOf = (status: number, codes: readonly Refusal[]): Schema =>
  record(
    {
      type: { type: 'string', enum: ['about:blank'] },
      title: text('The kind of problem, for people.'),
      status: { type: 'integer', enum: [status] },
      detail: text('This problem, for people.'),
      code: { type: 'string', enum: [...codes], description: 'The kind of problem, for programs.' },
      request_id: text('As in the header.'),
    },
    { description: 'A problem (RFC 9457).' },
  )
