import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'

export type Request = IncomingMessage | Http2ServerRequest
export type Response = ServerResponse | Http2ServerResponse

/** One request and its answer, the same over HTTP/1.1 and HTTP/2. */
export interface Exchange {
  readonly method: string
  /** Path and query. */
  readonly url: URL
  readonly header: (name: string) => string | undefined
  readonly remoteAddress: string
  /** The whole body; undefined when it is larger, and then none of it is kept. */
  readonly body: (maxBytes: number) => Promise<Buffer | undefined>
  readonly answer: (status: number, headers: Record<string, string>, body?: string | Buffer) => void
  /** For answers too large to hold at once. */
  readonly response: Response
  /** Cuts the connection, with no answer. */
  readonly cut: () => void
}

/** The client went away before its request was whole: nobody is left to answer. */
export class ClientGone extends Error {}

/** What is too large is read to its end and dropped, so that the client can read the status. */
function readBody(request: Request, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) chunks.push(chunk)
      else chunks = []
    })
    request.on('end', () => resolve(bytes > maxBytes ? undefined : Buffer.concat(chunks, bytes)))
    request.on('error', () => reject(new ClientGone()))
    request.on('close', () => reject(new ClientGone()))
  })
}

function write(
  response: Response,
  { status, headers }: { status: number; headers: Record<string, string> },
  body: string | Buffer,
): void {
  // Who asked may have left; then there is nobody to tell.
  if (response.destroyed || response.writableEnded) return
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('content-length', String(Buffer.byteLength(body)))
  ;(response as ServerResponse).end(body)
}

function cut(request: Request): void {
  if ('stream' in request) request.stream.session?.destroy()
  else request.socket.destroy()
}

const here = 'http://127.0.0.1'

/** Not every target is a URL, "//" for one: nothing is found there, and nobody falls over it. */
const urlOf = (target: string | undefined): URL =>
  URL.parse(target ?? '/', here) ?? new URL('/', here)

export function createExchange(request: Request, response: Response): Exchange {
  return {
    method: request.method ?? '',
    url: urlOf(request.url),
    header(name) {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    remoteAddress: request.socket.remoteAddress ?? '',
    body: (maxBytes) => readBody(request, maxBytes),
    answer: (status, headers, body = '') => write(response, { status, headers }, body),
    response,
    cut: () => cut(request),
  }
}
