import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { Sites } from '../sites/sites.ts'

/** What is asked for before Fastify reads it. */
interface Asking {
  readonly url?: string
  readonly method?: string
  readonly headers: { readonly origin?: string; readonly 'access-control-request-method'?: string }
}

/** How long a browser may keep the answer to a preflight, in seconds; Chromium keeps two hours. */
const preflightSeconds = 7200

/** The pixel and the files of the script, which any page may load. */
const isOpen = (url: string): boolean => url.startsWith('/weir') || url.startsWith('/v1/pixel.gif')

const open: FastifyCorsOptions = { origin: '*', methods: ['GET', 'HEAD'] }
const refused: FastifyCorsOptions = { origin: false }
const listed: FastifyCorsOptions = {
  // By the name it came with: it is one that a site lists.
  origin: true,
  credentials: true,
  methods: ['GET', 'POST'],
  allowedHeaders: ['content-type', 'content-encoding'],
  exposedHeaders: ['retry-after', 'x-request-id'],
  maxAge: preflightSeconds,
  strictPreflight: false,
}

/**
 * Only origins that a site lists are answered with CORS headers, by their own name and with
 * credentials: the id cookie travels with beacons. The pixel and the script are for everybody.
 */
export async function registerCors(app: FastifyInstance, sites: () => Sites): Promise<void> {
  await app.register(cors, {
    delegator: (request, callback) => {
      const { url = '', method, headers } = request as Asking
      const { origin, 'access-control-request-method': asked } = headers
      // The plugin would answer it bare: one that is no preflight is a method like any other.
      const isBare = method === 'OPTIONS' && (origin === undefined || asked === undefined)
      if (isOpen(url)) callback(null, isBare ? refused : open)
      else callback(null, origin !== undefined && sites().allowsOrigin(origin) ? listed : refused)
    },
  })
}
