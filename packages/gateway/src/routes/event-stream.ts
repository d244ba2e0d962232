import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Answers with server-sent events, for as long as somebody reads and the gateway is not closing. */
export type OpenStream = (
  request: FastifyRequest,
  reply: FastifyReply,
  /** Starts to send, later than its call, and answers how to stop. */
  start: (send: (name: string, data: string) => void) => () => void,
) => void

export function createEventStreams(app: FastifyInstance): OpenStream {
  const open = new Map<ServerResponse, () => void>()
  const stop = (response: ServerResponse): void => {
    open.get(response)?.()
    open.delete(response)
  }
  app.addHook('preClose', (done) => {
    for (const response of open.keys()) {
      // What is written behind the end is an error that nobody hears, and ends the process.
      stop(response)
      response.end()
    }
    done()
  })
  return (_request, reply, start) => {
    const { raw } = reply
    // Before the head is written: what it throws is answered like any other error.
    const end = start((name, data) => {
      // A reader that cannot keep up is skipped, not waited for.
      if (!raw.writableNeedDrain) raw.write(`event: ${name}\ndata: ${data}\n\n`)
    })
    open.set(raw, end)
    raw.on('close', () => stop(raw))
    reply.hijack()
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    raw.write(': weir\n\n')
  }
}
