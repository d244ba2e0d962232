import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ConsoleSource } from '../console-log.ts'
import { GatewayError } from '../errors.ts'
import {
  goodSchema,
  rejectedSchema,
  resetSchema,
  streamSchema,
  summarySchema,
} from '../openapi/other-routes.ts'

interface ListQuery {
  readonly event_type?: string
  readonly limit?: string
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
        const { event_type: type, limit } = request.query
        const events = await log.list(stream, {
          type,
          limit: limit === undefined ? undefined : Number(limit),
        })
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
  registerStream(app, log)
}

/** Server-sent events, for as long as somebody reads and the gateway is not closing. */
function registerStream(app: FastifyInstance, log: ConsoleSource): void {
  const open = new Set<ServerResponse>()
  app.addHook('preClose', (done) => {
    for (const response of open) response.end()
    done()
  })
  app.get('/console/api/stream', { schema: streamSchema }, (request, reply) => {
    open.add(reply.raw)
    reply.hijack()
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    reply.raw.write(': weir\n\n')
    const stop = log.follow(({ stream, line }) => {
      const name = stream === 'events' ? 'good' : 'rejected'
      // A reader that cannot keep up is skipped, not waited for.
      if (!reply.raw.writableNeedDrain) reply.raw.write(`event: ${name}\ndata: ${line}\n\n`)
    })
    request.raw.on('close', () => {
      open.delete(reply.raw)
      stop()
    })
  })
}
