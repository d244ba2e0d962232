import type { FastifyInstance } from 'fastify'
import type { ConsoleSource } from '../console-log.ts'
import { GatewayError } from '../errors.ts'
import {
  goodSchema,
  rejectedSchema,
  resetSchema,
  streamSchema,
  summarySchema,
} from '../openapi/console-routes.ts'
import { registerConsoleLive } from './console-live.ts'
import { createEventStreams, type OpenStream } from './event-stream.ts'
import { lastOf, type Word } from './last-of.ts'

interface ListQuery {
  readonly event_type?: Word
  readonly limit?: Word
}

/** What is left empty, or is no number, asks for nothing. */
function filterOf({ event_type, limit }: ListQuery): { type?: string; limit?: number } {
  const type = lastOf(event_type)
  const most = lastOf(limit)
  return {
    ...(type === '' ? {} : { type }),
    ...(/^\d+$/u.test(most) ? { limit: Number(most) } : {}),
  }
}

/** What the live page and other teams' end-to-end tests read: the latest records and the counters. */
export function registerConsoleApi(app: FastifyInstance, log: ConsoleSource): void {
  for (const [path, stream, schema] of [
    ['good', 'events', goodSchema],
    ['rejected', 'rejected', rejectedSchema],
  ] as const) {
    app.get<{ Querystring: ListQuery }>(
      `/console/api/${path}`,
      { schema },
      async (request, reply) => {
        const events = await log.list(stream, filterOf(request.query))
        return reply
          .header('cache-control', 'no-store')
          .type('application/json; charset=utf-8')
          .send(`{"events":[${events.join(',')}]}`)
      },
    )
  }
  app.get('/console/api/summary', { schema: summarySchema }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(await log.summary()),
  )
  app.post('/console/api/reset', { schema: resetSchema }, async (request, reply) => {
    if (request.headers['sec-fetch-site'] === 'cross-site') {
      throw new GatewayError('origin_not_allowed', 'a page of another site may not do this')
    }
    await log.reset()
    return reply.code(204).send()
  })
  const open = createEventStreams(app)
  registerStream(app, log, open)
  registerConsoleLive(app, { log, open })
}

function registerStream(app: FastifyInstance, log: ConsoleSource, open: OpenStream): void {
  app.get(
    '/console/api/stream',
    // The head of a stream that nobody reads would never go out.
    { schema: streamSchema, exposeHeadRoute: false },
    (request, reply) =>
      open(request, reply, (send) =>
        log.follow(({ stream, line }) => send(stream === 'events' ? 'good' : 'rejected', line)),
      ),
  )
}
