import type { FastifySchema } from 'fastify'
import envelope from '@weir/schema/schemas/envelope.schema.json' with { type: 'json' }

/** What the routes say of themselves in `/openapi.json`. Nothing here validates: the pipeline does. */
const problem = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    request_id: { type: 'string' },
  },
}

const refusals = (...statuses: number[]): Record<number, object> =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: 'Refused; nothing was stored.',
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )

const rejected = {
  type: 'array',
  description: 'Left out when nothing was rejected.',
  items: {
    type: 'object',
    properties: {
      index: { type: 'integer' },
      event_id: { type: 'string' },
      code: { type: 'string' },
      path: { type: 'string' },
      message: { type: 'string' },
    },
  },
}

const body = {
  type: 'object',
  description: envelope.description,
  required: envelope.required,
  properties: {
    write_key: { type: 'string' },
    sent_at: { type: 'string' },
    sdk: { type: 'object' },
    dropped: { type: 'object' },
    events: { type: 'array', items: { type: 'object', description: 'See docs/events.md.' } },
  },
}

export const eventsRouteSchema: FastifySchema = {
  summary: 'Takes one envelope of events.',
  querystring: { type: 'object', properties: { k: { type: 'string', description: 'Write key.' } } },
  body: { content: { 'application/json': { schema: body }, 'text/plain': { schema: body } } },
  response: {
    202: {
      description: 'What was accepted is stored durably, and so is what was rejected.',
      content: {
        'application/json': {
          schema: { type: 'object', properties: { accepted: { type: 'integer' }, rejected } },
        },
      },
    },
    ...refusals(400, 401, 403, 413, 415, 429, 503),
  },
}

export const pixelRouteSchema: FastifySchema = {
  summary: 'Takes one event from the query and answers with a 1×1 gif.',
  querystring: {
    type: 'object',
    properties: {
      k: { type: 'string', description: 'Write key.' },
      d: { type: 'string', description: 'The event as JSON in base64url.' },
    },
  },
  response: {
    200: { description: 'The picture.', content: { 'image/gif': { schema: { type: 'string' } } } },
    ...refusals(400, 401, 429, 503),
  },
}
