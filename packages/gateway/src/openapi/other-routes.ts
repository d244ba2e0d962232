import type { FastifySchema } from 'fastify'
import { answer, cacheControl, json, record, type Schema } from './answers.ts'

const text = { type: 'string' }
const notKept = cacheControl('no-store')

const open = { 'cross-origin-resource-policy': { type: 'string', enum: ['cross-origin'] } }
const script = { 'text/javascript': { type: 'string', contentMediaType: 'text/javascript' } }
const shortly = cacheControl('public, max-age=300, stale-while-revalidate=86400')
const forEver = cacheControl('public, max-age=31536000, immutable')

const fileSchema = (summary: string, caching: Schema): FastifySchema => {
  const headers = { ...open, ...caching, etag: text, vary: { type: 'string' } }
  const encoding = {
    'content-encoding': {
      type: 'string',
      enum: ['br', 'gzip'],
      description: 'If the client asks.',
    },
  }
  return {
    summary,
    response: {
      200: answer('The script.', script, { ...headers, ...encoding }),
      304: answer('The client has it.', {}, headers),
    },
  }
}

export const sdkFileSchema: FastifySchema = fileSchema('The script-tag build.', shortly)
export const sdkImmutableSchema: FastifySchema = fileSchema('The same, under its hash.', forEver)

export const sdkAboutSchema: FastifySchema = {
  summary: 'Name and integrity (SRI) of the script-tag build.',
  response: {
    200: answer(
      'The build that is served.',
      json(
        record({
          file: { type: 'string', pattern: '^/weir\\.[0-9a-f]{16}\\.js$' },
          integrity: { type: 'string', pattern: '^sha384-[A-Za-z0-9+/]{64}$' },
          bytes: { type: 'integer', minimum: 1 },
        }),
      ),
      { ...open, ...shortly },
    ),
  },
}

export const aliveSchema: FastifySchema = {
  summary: 'Alive.',
  response: {
    200: answer('It answers.', json(record({ status: { type: 'string', enum: ['ok'] } })), notKept),
  },
}

const check = record({ ok: { type: 'boolean' }, 'reason?': text })
const readiness = (...status: readonly string[]): Record<string, Schema> =>
  json(
    record({
      status: { type: 'string', enum: status },
      checks: record({
        draining: check,
        store: check,
        sink: record({
          state: { type: 'string', enum: ['ready', 'degraded', 'down'] },
          'reason?': text,
        }),
      }),
    }),
  )

export const readySchema: FastifySchema = {
  summary: 'Ready, with its checks.',
  response: {
    200: answer('It can store what it is sent.', readiness('ok', 'degraded'), notKept),
    503: answer('It drains, or cannot store.', readiness('unavailable'), notKept),
  },
}

export const descriptionSchema: FastifySchema = {
  summary: 'This description.',
  response: { 200: answer('OpenAPI 3.1.', json({ type: 'object' })) },
}
