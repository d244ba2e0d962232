import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'

/** Answers every request as Kinesis does when all is well, and does nothing else. */
export interface NullKinesis {
  readonly url: string
  close(): void
}

export async function startNullKinesis(protocol: 'h1' | 'h2'): Promise<NullKinesis> {
  const server = protocol === 'h1' ? createServer(answer) : createHttp2Server(answer)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function answer(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): void {
  let records = 0
  request.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf('"Data"'); at >= 0; at = chunk.indexOf('"Data"', at + 6)) records++
  })
  request.on('end', () => {
    const isPut = String(request.headers['x-amz-target']).endsWith('PutRecords')
    const list = Array.from({ length: Math.max(records, 1) }, () => entry).join(',')
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(isPut ? `{"FailedRecordCount":0,"Records":[${list}]}` : summary)
  })
}

const entry = '{"SequenceNumber":"1","ShardId":"shardId-000000000000"}'
const summary = JSON.stringify({
  StreamDescriptionSummary: {
    StreamName: 'events',
    StreamARN: 'arn:aws:kinesis:eu-west-1:000000000000:stream/events',
    StreamStatus: 'ACTIVE',
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: 1,
    EnhancedMonitoring: [],
    OpenShardCount: 4,
  },
})
