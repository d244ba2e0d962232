import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify'
import { GatewayError } from '../errors.ts'
import type { Ingest } from '../pipeline/ingest.ts'
import { parseJson } from '../pipeline/decode.ts'
import type { NetworkId } from '../plugins/visitor-cookie.ts'
import { takeOpened } from './events.ts'
import { pixelRouteSchema } from '../openapi/event-routes.ts'

/** 1×1, transparent. */
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

type Query = Readonly<Record<string, string | string[] | undefined>>

export interface PixelRouteParts {
  readonly ingest: Ingest
  readonly networkId: NetworkId
  readonly limit: preHandlerHookHandler
  readonly now: () => number
}

/**
 * One event in a query, for pages without script and for e-mail. The picture comes with every
 * answer that is not a refusal of the whole request: nobody reads it who could mend the event.
 */
export function registerPixelRoute(app: FastifyInstance, parts: PixelRouteParts): void {
  const { ingest, networkId, limit, now } = parts
  app.get<{ Querystring: Query }>(
    '/v1/pixel.gif',
    {
      schema: pixelRouteSchema,
      // A HEAD would count as an event.
      exposeHeadRoute: false,
      preHandler: limit,
      preValidation: (request, reply, done) => {
        const body = { events: [readEvent(request, now())] }
        request.opened = ingest.open({
          headers: request.headers,
          address: request.ip,
          // A picture on a page of another origin says nothing about who may send.
          origin: undefined,
          body,
          key: single(request.query.k),
          isBeacon: true,
          networkId: () => networkId(request, reply, body),
        })
        done()
      },
    },
    async (request, reply) => {
      await ingest.take(takeOpened(request))
      return (
        reply
          .header('cache-control', 'no-store')
          // Pages that are cross-origin isolated (COEP) show only pictures that allow it.
          .header('cross-origin-resource-policy', 'cross-origin')
          .type('image/gif')
          .send(gif)
      )
    },
  )
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

/** `d` holds the whole event; otherwise the fields stand in the query, and what a picture cannot know is filled in. */
function readEvent(
  { query, headers }: FastifyRequest<{ Querystring: Query }>,
  now: number,
): unknown {
  const packed = single(query.d)
  if (packed !== undefined) {
    if (!/^[\w-]*={0,2}$/u.test(packed)) {
      throw new GatewayError('undecodable_body', 'd is not base64url')
    }
    return parseJson(Buffer.from(packed, 'base64url'))
  }
  const id = randomUUID()
  // Of no prototype: a field may be called __proto__, and is one that nobody knows.
  const event: Record<string, unknown> = {
    __proto__: null,
    event_id: id,
    event_type: 'page_view',
    timestamp: new Date(now).toISOString(),
    session_id: id,
    page_url: headers.referer,
  }
  for (const [name, value] of Object.entries(query)) {
    if (name !== 'k') event[name] = numeric.has(name) ? asNumber(single(value)) : single(value)
  }
  return event
}

/** What JSON would write as a number; anything else stays as it came, to be rejected and kept so. */
const asNumber = (text = ''): string | number => {
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(text)
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text
}

/** The fields of an event that are numbers, which a query can only spell. */
const numeric = new Set([
  'seq',
  'value',
  'screen_width',
  'screen_height',
  'viewport_width',
  'viewport_height',
])
