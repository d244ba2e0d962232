import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createExchange, type Exchange, type Request, type Response } from './exchange.ts'

export interface Listener {
  readonly port: number
  /** Cuts what is open and frees the port. */
  readonly close: () => Promise<void>
}

/** What a client that speaks HTTP/2 sends first, even without TLS (RFC 9113, 3.4). */
const preface = 'PRI * HTTP/2.0'
const windowBytes = 4 * 1024 * 1024

/** Waits until the first bytes can only be one of the two, and puts them back. */
function tellApart(socket: Socket, decide: (is2: boolean) => void): void {
  let first = Buffer.alloc(0)
  const onData = (chunk: Buffer): void => {
    first = Buffer.concat([first, chunk])
    const start = first.subarray(0, preface.length).toString('latin1')
    const maybe = preface.startsWith(start)
    if (maybe && start.length < preface.length) return
    socket.off('data', onData)
    socket.pause()
    socket.unshift(first)
    decide(maybe)
  }
  socket.on('data', onData)
}

/**
 * Speaks HTTP/1.1 and unencrypted HTTP/2 on one port: the AWS SDK's own default for Kinesis is
 * HTTP/2, also to an http:// endpoint. The first bytes of a connection tell which it is.
 */
export async function listen(
  port: number,
  handle: (exchange: Exchange) => Promise<void>,
): Promise<Listener> {
  const onRequest = (request: Request, response: Response): void => {
    const exchange = createExchange(request, response)
    // A client that leaves half way, or a cut connection, is no error of ours.
    handle(exchange).catch(() => exchange.cut())
  }
  const http = createHttpServer({ keepAliveTimeout: 65_000 }, onRequest)
  const http2 = createHttp2Server({ settings: { initialWindowSize: windowBytes } }, onRequest)
  http2.on('session', (session) => session.setLocalWindowSize(windowBytes))

  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setNoDelay(true)
    tellApart(socket, (is2) => {
      if (is2) {
        // It reads the socket by itself; resumed here, it would miss the first bytes.
        http2.emit('connection', socket)
      } else {
        http.emit('connection', socket)
        socket.resume()
      }
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
        http.closeAllConnections()
      }),
  }
}
