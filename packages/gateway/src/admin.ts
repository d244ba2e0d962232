import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import { createClientErrorHandler } from './plugins/client-error.ts'
import { createPathErrorHandler, registerErrorHandler } from './plugins/error-handler.ts'
import { registerOddRequests } from './plugins/odd-requests.ts'
import { createRequestIds, markAnswer } from './plugins/request-facts.ts'
import { type Health, registerHealthRoutes } from './routes/health.ts'

/** The side for operators; not for the public. */
export function buildAdmin(
  metrics: Pick<Metrics, 'expose' | 'contentType' | 'counts'>,
  health: () => Health | Promise<Health>,
  logger: FastifyBaseLogger,
): FastifyInstance {
  const nextId = createRequestIds()
  // What is asked here is not counted among the requests of the public.
  const counts = { requests: new Map<string, number>() }
  const admin: FastifyInstance = Fastify({
    logger: false,
    genReqId: nextId,
    clientErrorHandler: createClientErrorHandler(nextId, { counts }),
    frameworkErrors: createPathErrorHandler({ counts, logger }),
    http: { requireHostHeader: false },
    // It is closed last, and without a limit: nothing that is asked here may hold the end of the process.
    forceCloseConnections: true,
  })
  admin.addHook('onRequest', (request, reply, done) => {
    markAnswer(request, reply)
    done()
  })
  registerOddRequests(admin)
  registerErrorHandler(admin, { counts: metrics.counts, logger })
  registerHealthRoutes(admin, health)
  admin.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.expose()),
  )
  return admin
}
