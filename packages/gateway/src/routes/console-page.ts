import { dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The built page: its files as they were when the gateway started, and no others. */
export async function registerConsolePage(scope: FastifyInstance, page: string): Promise<void> {
  await scope.register(fastifyStatic, {
    root: dirname(page),
    prefix: '/console/',
    // Each file is a route of its own: no path of a client ever reaches the disk.
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const caching = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      void reply.header('cache-control', caching)
    },
  })
  scope.get('/console', { schema: { hide: true } }, (_request, reply) =>
    reply.sendFile('index.html'),
  )
}
