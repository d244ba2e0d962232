import type { FastifyInstance } from 'fastify'
import { aliveSchema, readySchema } from '../openapi/other-routes.ts'

/** What a probe sees of the gateway. */
export interface Health {
  readonly draining: boolean
  readonly store: { readonly ok: boolean; readonly reason?: string }
  readonly sink: { readonly state: string; readonly reason?: string }
}

/** Alive is that the process answers; ready is that it can store what it is given. */
export function registerHealthRoutes(
  app: FastifyInstance,
  health: () => Health | Promise<Health>,
): void {
  app.get('/livez', { schema: aliveSchema }, (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
  app.get('/readyz', { schema: readySchema }, async (_request, reply) => {
    const { draining, store, sink } = await health()
    const ready = !draining && store.ok
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? (sink.state === 'ready' ? 'ok' : 'degraded') : 'unavailable',
        checks: { draining: { ok: !draining }, store, sink },
      })
  })
}
