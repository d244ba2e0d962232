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

const nullable = (type: string) => ({ type: [type, 'null'] })
const number = { type: 'number' }
const numbers = { type: 'array', items: number }

export const rawSchema: FastifySchema = {
  summary: 'One of the latest events as the browser sent it.',
  querystring: optional('event_id'),
  response: {
    200: answer(
      'The event, and of its envelope what explains it.',
      json(
        record({ sent_at: nullable('string'), sdk: nullable('object'), event: { type: 'object' } }),
      ),
      notKept,
    ),
    ...refusals('not_found'),
  },
}

const counted =
  'at received accepted rejected delivered records record_events record_bytes stored_bytes retries'
const gauges = 'unexpected spool_bytes spool_oldest_seconds breaker_state'
const second = record({
  ...Object.fromEntries(`${counted} ${gauges}`.split(' ').map((name) => [name, number])),
  request: numbers,
  append: numbers,
  put: numbers,
})

export const historySchema: FastifySchema = {
  summary: 'The last ten minutes of all processes, second by second, later than `since`.',
  querystring: optional('since'),
  response: {
    200: answer(
      'Seconds; the histograms count what fell between one of the bounds and the next.',
      json(record({ bounds: numbers, seconds: { type: 'array', items: second } })),
      notKept,
    ),
  },
}

export const factsSchema: FastifySchema = {
  summary: 'How the gateway is set up, and how each of its processes is.',
  response: {
    200: answer(
      'Settings and health.',
      json(
        record({
          sink: text,
          stream: nullable('string'),
          rejected_stream: nullable('string'),
          codec: text,
          record_bytes: number,
          linger_ms: number,
          spool: text,
          spool_max_bytes: number,
          archive: text,
          processes: { type: 'array', items: { type: 'object' } },
        }),
      ),
      notKept,
    ),
  },
}

const shard = record({ stream: text, shard: text, records: number, events: number })

export const shardsSchema: FastifySchema = {
  summary: 'What went to each shard, of all processes since their start.',
  response: {
    200: answer('Shards.', json(record({ shards: { type: 'array', items: shard } })), notKept),
  },
}

const archiveSchema = (summary: string, list: string, words: readonly string[]): FastifySchema => ({
  summary,
  querystring: optional(...words),
  response: {
    200: answer(
      'Plain data.',
      json({ type: 'object', required: [list], properties: { [list]: { type: 'array' } } }),
      notKept,
    ),
    ...refusals('not_found', 'overloaded'),
  },
})

export const archiveFilesSchema: FastifySchema = archiveSchema(
  'Files of the archive, the latest to land first.',
  'files',
  ['limit'],
)
export const archiveReportsSchema: FastifySchema = archiveSchema(
  'The reports of the archive, of the last `days`; `steps` are those of the funnel, with commas.',
  'reports',
  ['days', 'steps'],
)
export const archiveSessionsSchema: FastifySchema = archiveSchema(
  'The visits that began last.',
  'sessions',
  ['limit'],
)
export const archiveTimelineSchema: FastifySchema = archiveSchema(
  'What one visitor did, by a visitor, session or user `id`, page by page.',
  'sessions',
  ['id'],
)
