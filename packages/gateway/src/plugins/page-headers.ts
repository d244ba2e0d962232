import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** What a page of ours may do: load its own scripts, styles and data, and nothing else. */
const page: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // Whether a host is to be reached by TLS alone is for whoever ends the TLS in front of us.
  strictTransportSecurity: false,
}

/**
 * For the routes of one scope, those that people look at: an answer to a beacon is read by a program,
 * and each header and hook on it would be paid for a million times.
 */
export async function registerPageHeaders(scope: FastifyInstance): Promise<void> {
  await scope.register(helmet, page)
}
