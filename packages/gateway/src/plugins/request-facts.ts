import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { add, type Metrics } from '../metrics.ts'

/** Ids of requests: unlike those of another process, and no work to make. */
export function createRequestIds(): () => string {
  const start = randomBytes(6).toString('base64url')
  let count = 0
  return () => `${start}-${(count++).toString(36)}`
}

/** What every answer bears. */
export function markAnswer({ id }: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-request-id', id)
  void reply.header('x-content-type-options', 'nosniff')
}

/** Every answer bears the id of its request, and is counted and timed. */
export function registerRequestFacts(app: FastifyInstance, metrics: Metrics): void {
  app.decorateReply('codeOfAnswer', 'ok')
  app.addHook('onRequest', (request, reply, done) => {
    markAnswer(request, reply)
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    add(metrics.counts.requests, `${reply.statusCode} ${reply.codeOfAnswer}`)
    metrics.requestSeconds.observe(reply.elapsedTime / 1000)
    done()
  })
}
