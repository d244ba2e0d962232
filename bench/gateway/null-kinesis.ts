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
  /** Records, and bytes of all bodies, so far. */
  readonly taken: { records: number; bytes: number }
  /** Cuts every connection, and each that is made, until it is over. */
  outage(isOn: boolean): void
  close(): void
}

export async function startNullKinesis(protocol: 'h1' | 'h2'): Promise<NullKinesis> {
  const taken = { records: 0, bytes: 0 }
  let isDown = false
  const handle = (request: Request, response: Response): void =>
    isDown ? void request.socket?.destroy() : answer(request, response, taken)
  const server = protocol === 'h1' ? createServer(handle) : createHttp2Server(handle)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    outage(isOn) {
      isDown = isOn
      if (isOn) for (const socket of sockets) socket.destroy()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

type Request = IncomingMessage | Http2ServerRequest
type Response = ServerResponse | Http2ServerResponse

function answer(request: Request, response: Response, taken: NullKinesis['taken']): void {
  let records = 0
  let rest: Buffer = Buffer.alloc(0)
  request.on('data', (chunk: Buffer) => {
    taken.bytes += chunk.length
    // A mark may lie across two chunks.
    const seam = Buffer.concat([rest, chunk.subarray(0, mark.length - 1)])
    records += countMarks(seam) + countMarks(chunk)
    rest = chunk.subarray(1 - mark.length)
  })
  request.on('end', () => {
    const isPut = String(request.headers['x-amz-target']).endsWith('PutRecords')
    if (isPut) taken.records += records
    const list = Array.from({ length: Math.max(records, 1) }, () => entry).join(',')
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(isPut ? `{"FailedRecordCount":0,"Records":[${list}]}` : summary)
  })
}

const mark = Buffer.from('"Data"')

function countMarks(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(mark); at >= 0; at = chunk.indexOf(mark, at + mark.length)) count++
  return count
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
