import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Envelope } from '@weir/schema'
import type { Ingest, IngestAnswer, IngestRequest } from '../pipeline/ingest.ts'
import type { NetworkId } from '../plugins/visitor-cookie.ts'
import type { Site } from '../sites/sites.ts'
import { eventsRouteSchema } from './openapi-schemas.ts'

/** What a request for events turned out to be, kept until it is handled. */
export interface Opened {
  readonly request: IngestRequest
  readonly envelope: Envelope
  readonly site: Site
}

declare module 'fastify' {
  interface FastifyRequest {
    opened: Opened | undefined
  }
}

export interface EventsRouteParts {
  readonly ingest: Ingest
  readonly networkId: NetworkId
}

export function registerEventsRoute(
  app: FastifyInstance,
  { ingest, networkId }: EventsRouteParts,
): void {
  app.post<{ Querystring: { k?: string } }>(
    '/v1/events',
    {
      schema: eventsRouteSchema,
      config: { rateLimit: {} },
      // Before the rate limit, which counts by site.
      preValidation: (request, reply, done) => {
        const ingestRequest: IngestRequest = {
          ...requestBasics(request),
          body: request.body,
          key: request.query.k,
          isBeacon: isBeacon(request),
          networkId: networkId(request, reply),
        }
        request.opened = { request: ingestRequest, ...ingest.open(ingestRequest) }
        done()
      },
    },
    async (request, reply) => {
      const { opened } = request
      if (opened === undefined) throw new Error('the envelope was not opened')
      return answer(reply, await ingest.take(opened.request, opened.envelope, opened.site))
    },
  )
}

/** What any request tells of itself. */
export const requestBasics = (
  request: FastifyRequest,
): Pick<IngestRequest, 'origin' | 'address' | 'headers'> => ({
  origin: request.headers.origin,
  address: request.ip,
  headers: request.headers,
})

/** `navigator.sendBeacon` cannot see the answer; its requests are text/plain without CORS. */
const isBeacon = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-mode'] === 'no-cors' &&
  headers['content-type']?.startsWith('text/plain') === true

function answer(reply: FastifyReply, { accepted, rejected }: IngestAnswer): FastifyReply {
  const body =
    rejected.length === 0 ? `{"accepted":${accepted}}` : JSON.stringify({ accepted, rejected })
  return reply.code(202).type('application/json; charset=utf-8').send(body)
}
