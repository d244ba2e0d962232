import type { Socket } from 'node:net'
import { type ProblemDetails, problemPolicy } from '../errors.ts'
import { add, type Counts } from '../metrics.ts'

type ClientError = Error & { readonly code?: string }

/** What is wrong before there is a request that Fastify could answer. */
const kinds: Readonly<Record<string, { status: number; phrase: string; code: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    phrase: 'Request Header Fields Too Large',
    code: 'headers_too_large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, phrase: 'Request Timeout', code: 'request_timeout' },
}
const malformed = { status: 400, phrase: 'Bad Request', code: 'malformed_request' }

/** Answers what is not HTTP as a problem like any other, and closes the connection. */
export function createClientErrorHandler(
  nextId: () => string,
  { counts }: { counts: Pick<Counts, 'requests'> },
): (error: Error, socket: Socket) => void {
  return (error: ClientError, socket) => {
    // A client that is gone, or one that has its answer already, is told nothing.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
      socket.destroy()
      return
    }
    const { status, phrase, code } = kinds[error.code ?? ''] ?? malformed
    add(counts.requests, `${status} ${code}`)
    const id = nextId()
    const problem: ProblemDetails = {
      type: 'about:blank',
      title: phrase,
      status,
      detail: 'this is not a request that can be read',
      code,
      request_id: id,
    }
    const body = JSON.stringify(problem)
    const head = [
      `HTTP/1.1 ${status} ${phrase}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-security-policy: ${problemPolicy}`,
      'x-content-type-options: nosniff',
      `x-request-id: ${id}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
}
