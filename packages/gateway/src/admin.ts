import Fastify, { type FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import { type Health, registerHealthRoutes } from './routes/health.ts'

/** The side for operators; not for the public. */
export function buildAdmin(
  metrics: Pick<Metrics, 'expose' | 'contentType'>,
  health: () => Health | Promise<Health>,
): FastifyInstance {
  const admin: FastifyInstance = Fastify({ logger: false })
  registerHealthRoutes(admin, health)
  admin.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.expose()),
  )
  return admin
}
