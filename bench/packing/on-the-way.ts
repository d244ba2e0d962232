import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis'
import {
  type CodecName,
  createKinesisClient,
  createKinesisSink,
  createPutRecords,
  type Delivery,
  type PutEntry,
  systemClock,
} from '@weir/gateway/internals'
import type { Deliveries } from './deliveries.ts'

export interface Way {
  readonly run: () => Promise<void>
  readonly close: () => void | Promise<void>
}

const place = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
} as const

/** A request carries as many records as the sink's do at full load. */
const recordsPerRequest = 40
/** Requests under way, of all contenders. */
const requestsAtOnce = 4

/** The whole sink: buckets, packing, requests, retries. */
export async function sinkWay(codec: CodecName, url: string, { list }: Deliveries): Promise<Way> {
  // As many buckets as there are at such a rate; found by the sink itself it would take a second.
  const limits = { minBuckets: 64, maxBuckets: 64 }
  const client = createKinesisClient({ ...place, endpoint: url })
  const streams = { events: 'events' }
  const sink = createKinesisSink({ streams, codec, client, limits, lingerMs: 20 })
  await sink.start()
  return {
    async run() {
      // As a gateway brings them: some are under way while the next come.
      const under = new Set<Promise<void>>()
      for (const delivery of list) {
        const done = sink.deliver(delivery).finally(() => under.delete(done))
        under.add(done)
        if (under.size >= 12) await Promise.race(under)
      }
      sink.flush()
      await Promise.all(under)
    },
    async close() {
      await sink.close()
      client.destroy()
    },
  }
}

/** Records of about 24 KB, made beforehand: only what a request costs is left. */
function recordsOf({ bytes: lines, ends }: Delivery): Buffer[] {
  const records: Buffer[] = []
  let start = 0
  for (const [at, end] of ends.entries()) {
    const next = ends[at + 1]
    if (next !== undefined && next - start <= 24_576) continue
    records.push(Buffer.from(lines.subarray(start, end)))
    start = end
  }
  return records
}

function requestsOf({ list }: Deliveries): PutEntry[][] {
  const entries = list.flatMap(recordsOf).map((data, at) => ({
    data,
    partitionKey: String(at % 64),
    explicitHashKey: `${at % 64}0000000`,
  }))
  return Array.from({ length: Math.ceil(entries.length / recordsPerRequest) }, (_, at) =>
    entries.slice(at * recordsPerRequest, (at + 1) * recordsPerRequest),
  )
}

async function sendAll(
  requests: readonly PutEntry[][],
  send: (request: readonly PutEntry[]) => Promise<unknown>,
): Promise<void> {
  const waiting = [...requests]
  const next = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift())
      await send(request)
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, next))
}

/** Requests whose body we write ourselves: what a sink cannot be cheaper than. */
export function bodyWay(url: string, deliveries: Deliveries): Way {
  const client = createKinesisClient({ ...place, endpoint: url })
  const closed = new AbortController().signal
  const put = createPutRecords({ client, limit: { clock: systemClock, timeoutMs: 10_000, closed } })
  const requests = requestsOf(deliveries)
  return {
    run: () => sendAll(requests, (request) => put('events', request)),
    close: () => client.destroy(),
  }
}

/** The same requests by the AWS SDK as it comes, but for HTTP/1.1. */
export function sdkWay(url: string, deliveries: Deliveries): Way {
  const { config } = createKinesisClient({ ...place, endpoint: url })
  const client = new KinesisClient({
    ...place,
    endpoint: url,
    requestHandler: config.requestHandler,
  })
  const requests = requestsOf(deliveries)
  const send = (request: readonly PutEntry[]) => {
    const Records = request.map(({ data, partitionKey, explicitHashKey }) => ({
      Data: data,
      PartitionKey: partitionKey,
      ExplicitHashKey: explicitHashKey,
    }))
    return client.send(new PutRecordsCommand({ StreamName: 'events', Records }))
  }
  return { run: () => sendAll(requests, send), close: () => client.destroy() }
}
