import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify'
import type { Ingest, IngestAnswer } from '../pipeline/ingest.ts'
import type { Opened } from '../pipeline/opened.ts'
import type { NetworkId } from '../plugins/visitor-cookie.ts'
import { eventsRouteSchema } from '../openapi/event-routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What it turned out to be, kept until it is handled. */
    opened: Opened | undefined
  }
}

export interface EventsRouteParts {
  readonly ingest: Ingest
  readonly networkId: NetworkId
  /** Of the rate: needs to know the site. */
  readonly limit: preHandlerHookHandler
}

export function registerEventsRoute(
  app: FastifyInstance,
  { ingest, networkId, limit }: EventsRouteParts,
): void {
  app.post<{ Querystring: { k?: string } }>(
    '/v1/events',
    {
      schema: eventsRouteSchema,
      preHandler: limit,
      preValidation: (request, reply, done) => {
        const { headers, ip: address, body, query } = request
        request.opened = ingest.open({
          body,
          headers,
          address,
          origin: headers.origin,
          key: query.k,
          isBeacon: isBeacon(request),
          networkId: () => networkId(request, reply, body),
        })
        // The events are in `opened`; it is let go before the wait for the disk begins.
        request.body = undefined
        done()
      },
    },
    // Answers by itself: a promise that is handed on is one more that is waited for.
    (request, reply) => {
      ingest.take(takeOpened(request)).then(
        (ended) => answer(reply, ended),
        (error: unknown) => reply.send(error),
      )
    },
  )
}

/** What the request was opened to, once. */
export function takeOpened(request: FastifyRequest): Opened {
  const { opened } = request
  if (opened === undefined) throw new Error('the envelope was not opened')
  request.opened = undefined
  return opened
}

/** `navigator.sendBeacon` cannot see the answer; its requests are text/plain without CORS. */
const isBeacon = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-mode'] === 'no-cors' &&
  headers['content-type']?.startsWith('text/plain') === true

function answer(reply: FastifyReply, { accepted, rejected }: IngestAnswer): FastifyReply {
  const body =
    rejected.length === 0 ? `{"accepted":${accepted}}` : JSON.stringify({ accepted, rejected })
  return reply.code(202).type('application/json; charset=utf-8').send(body)
}
