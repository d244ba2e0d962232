import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './error-handler.ts'

/** What Node would answer by itself, bare, or not at all: every answer bears an id and says why. */
export function registerOddRequests(app: FastifyInstance): void {
  const { server } = app
  // A client that has sent its request may close its side (RFC 9112, 9.6: it still reads the answer).
  // Node's server drops the connection then, unless it is told so by this property of its own.
  Object.assign(server, { httpAllowHalfOpen: true })
  // RFC 9112, 3.2: a request of HTTP/1.1 without Host is answered with 400.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return done()
    return void sendProblem(request, reply.header('connection', 'close'), {
      status: 400,
      code: 'malformed_request',
      title: 'Bad Request',
      detail: 'a request names its host',
    })
  })
  // RFC 9110, 10.1.1: an expectation that is not known may be ignored.
  server.on('checkExpectation', (request: object, response: ServerResponse) =>
    server.emit('request', request, response),
  )
  server.on('connect', (_request: object, socket: Socket) =>
    server.emit('clientError', new Error('this is no proxy'), socket),
  )
}
