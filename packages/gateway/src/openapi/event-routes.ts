import type { FastifySchema } from 'fastify'
import envelope from '@weir/schema/schemas/envelope.schema.json' with { type: 'json' }
import { answer, cacheControl, json, record, refusals } from './answers.ts'

const count = { type: 'integer', minimum: 0 }

const rejected = {
  type: 'array',
  description: 'Left out when nothing was rejected.',
  minItems: 1,
  items: record({
    index: { ...count, description: 'Which of the events.' },
    'event_id?': { type: 'string', description: 'Where the event has one that can be read.' },
    code: {
      type: 'string',
      enum: ['schema', 'unknown_event', 'event_too_large', 'privacy_signal'],
    },
    path: { type: 'string', description: 'A JSON pointer into the event.' },
    message: { type: 'string', description: 'For people.' },
  }),
}

const body = {
  type: 'object',
  description: envelope.description,
  required: envelope.required,
  properties: {
    write_key: { type: 'string', description: 'Or `k` in the query.' },
    sent_at: { type: 'string', format: 'date-time' },
    sdk: { type: 'object' },
    dropped: { type: 'object' },
    events: { type: 'array', items: { type: 'object', description: 'See docs/events.md.' } },
  },
}

const mayBeRefusedLater = [
  'rate_limited',
  'overloaded',
  'storage_unavailable',
  'draining',
  'internal',
] as const

export const eventsRouteSchema: FastifySchema = {
  summary: 'Takes one envelope of events.',
  querystring: { type: 'object', properties: { k: { type: 'string', description: 'Write key.' } } },
  headers: {
    type: 'object',
    properties: {
      'content-encoding': { type: 'string', enum: ['identity', 'gzip', 'deflate', 'br', 'zstd'] },
    },
  },
  body: { content: { 'application/json': { schema: body }, 'text/plain': { schema: body } } },
  response: {
    202: answer(
      'What was accepted is stored durably, and so is what was rejected.',
      json(record({ accepted: count, 'rejected?': rejected })),
    ),
    ...refusals(
      'malformed_json',
      'invalid_envelope',
      'undecodable_body',
      'unknown_write_key',
      'origin_not_allowed',
      'body_too_large',
      'too_many_events',
      'unsupported_media_type',
      'unsupported_encoding',
      ...mayBeRefusedLater,
    ),
  },
}

export const pixelRouteSchema: FastifySchema = {
  summary: 'Takes one event from the query and answers with a 1×1 gif.',
  querystring: {
    type: 'object',
    properties: {
      k: { type: 'string', description: 'Write key.' },
      d: {
        type: 'string',
        description: 'The event as JSON in base64url; else its fields, plainly.',
      },
    },
  },
  response: {
    200: answer(
      'The picture.',
      { 'image/gif': { type: 'string', contentMediaType: 'image/gif' } },
      {
        ...cacheControl('no-store'),
        'cross-origin-resource-policy': { type: 'string', enum: ['cross-origin'] },
      },
    ),
    ...refusals('malformed_json', 'undecodable_body', 'unknown_write_key', ...mayBeRefusedLater),
  },
}
