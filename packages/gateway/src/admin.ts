import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import { registerErrorHandler } from './plugins/error-handler.ts'
import { createRequestIds, markAnswer } from './plugins/request-facts.ts'
import { type Health, registerHealthRoutes } from './routes/health.ts'

/** The side for operators; not for the public. */
export function buildAdmin(
  metrics: Pick<Metrics, 'expose' | 'contentType' | 'counts'>,
  health: () => Health | Promise<Health>,
  logger: FastifyBaseLogger,
): FastifyInstance {
  const admin: FastifyInstance = Fastify({ logger: false, genReqId: createRequestIds() })
  admin.addHook('onRequest', (request, reply, done) => {
    markAnswer(request, reply)
    done()
  })
  registerErrorHandler(admin, { counts: metrics.counts, logger })
  registerHealthRoutes(admin, health)
  admin.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.expose()),
  )
  return admin
}
