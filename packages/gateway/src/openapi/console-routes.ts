import type { FastifySchema } from 'fastify'
import { answer, cacheControl, json, record, refusals } from './answers.ts'

const text = { type: 'string' }
const notKept = cacheControl('no-store')

const records = json(
  record({ events: { type: 'array', maxItems: 1000, items: { type: 'object' } } }),
)
const listQuery = {
  type: 'object',
  properties: { event_type: text, limit: { type: 'string', pattern: '^\\d+$' } },
}

export const goodSchema: FastifySchema = {
  summary: 'The latest stored records, oldest first.',
  querystring: listQuery,
  response: { 200: answer('Records.', records, notKept) },
}
export const rejectedSchema: FastifySchema = {
  summary: 'The latest rejected records, oldest first.',
  querystring: listQuery,
  response: { 200: answer('Records.', records, notKept) },
}

const counts =
  'received accepted rejected delivered delivered_rejected records retries unexpected'.split(' ')
export const summarySchema: FastifySchema = {
  summary: 'Counters since the start or the last reset.',
  response: {
    200: answer(
      'Counters.',
      json(record(Object.fromEntries(counts.map((name) => [name, { type: 'integer' }])))),
      notKept,
    ),
  },
}
export const resetSchema: FastifySchema = {
  summary: 'Forgets the records and counts from here on.',
  response: { 204: answer('Done.', {}), ...refusals('origin_not_allowed') },
}
export const streamSchema: FastifySchema = {
  summary: 'Records as they are stored, as server-sent events `good` and `rejected`.',
  response: { 200: answer('Until it is closed.', { 'text/event-stream': text }, notKept) },
}

const optional = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
})

export const liveSchema: FastifySchema = {
  summary:
    'Some of the records as they are stored, as server-sent events `batch`, and how many there were.',
  querystring: optional('event_type', 'visitor', 'text'),
  response: { 200: answer('Until it is closed.', { 'text/event-stream': text }, notKept) },
}
