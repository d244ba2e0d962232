import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Answers with server-sent events, for as long as somebody reads and the gateway is not closing. */
export type OpenStream = (
  request: FastifyRequest,
  reply: FastifyReply,
  /** Starts to send, and answers how to stop. */
  start: (send: (name: string, data: string) => void) => () => void,
) => void

export function createEventStreams(app: FastifyInstance): OpenStream {
  const open = new Set<ServerResponse>()
  app.addHook('preClose', (done) => {
    for (const response of open) response.end()
    done()
  })
  return (request, reply, start) => {
    const { raw } = reply
    open.add(raw)
    reply.hijack()
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    raw.write(': weir\n\n')
    const stop = start((name, data) => {
      // A reader that cannot keep up is skipped, not waited for.
      if (!raw.writableNeedDrain) raw.write(`event: ${name}\ndata: ${data}\n\n`)
    })
    request.raw.on('close', () => {
      open.delete(raw)
      stop()
    })
  }
}
