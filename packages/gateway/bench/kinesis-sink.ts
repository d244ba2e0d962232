import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { CodecName } from '../src/codecs/codec.ts'
import { createKinesisSink } from '../src/sinks/kinesis/kinesis-sink.ts'
import type { PutEntry } from '../src/sinks/kinesis/put-body.ts'
import { createPutRecords } from '../src/sinks/kinesis/put-records.ts'
import { systemClock } from '../src/sinks/clock.ts'
import type { Delivery } from '../src/sinks/sink.ts'
import { createDeliveries } from './support/deliveries.ts'
import { startNullKinesis } from './support/start-null-kinesis.ts'

/** What a gateway pays for an event on its way to Kinesis, against a server that only answers. */
const rounds = Number(process.argv[2] ?? 9)
const server = await startNullKinesis()
const client = new KinesisClient({
  endpoint: server.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler(),
})
const deliveries = createDeliveries(60, 500)
const events = deliveries.reduce((sum, { ends }) => sum + ends.length, 0)
const bytes = deliveries.reduce((sum, delivery) => sum + delivery.bytes.length, 0)

interface Contender {
  readonly name: string
  readonly run: () => Promise<void>
}

function sinkOf(codec: CodecName): Contender {
  // As many buckets as there are at such a rate; found by the sink itself it would take a second.
  const limits = { minBuckets: 64, maxBuckets: 64 }
  const sink = createKinesisSink({
    streams: { events: 'events' },
    codec,
    client,
    limits,
    lingerMs: 20,
  })
  return {
    name: `sink, ${codec}`,
    async run() {
      await sink.start()
      // As a gateway brings them: some are under way while the next come.
      const under = new Set<Promise<void>>()
      for (const delivery of deliveries) {
        const done = sink.deliver(delivery).finally(() => under.delete(done))
        under.add(done)
        if (under.size >= 12) await Promise.race(under)
      }
      sink.flush()
      await Promise.all(under)
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
const entries: PutEntry[] = deliveries.flatMap(recordsOf).map((data, at) => ({
  data,
  partitionKey: String(at % 64),
  explicitHashKey: `${at % 64}0000000`,
}))
const requests = Array.from({ length: Math.ceil(entries.length / 40) }, (_, at) =>
  entries.slice(at * 40, at * 40 + 40),
)

/** Four requests under way, as many as all contenders have. */
async function sendAll(send: (request: readonly PutEntry[]) => Promise<unknown>): Promise<void> {
  const waiting = [...requests]
  const next = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      await send(request)
    }
  }
  await Promise.all([next(), next(), next(), next()])
}
const put = createPutRecords({
  client,
  limit: { clock: systemClock, timeoutMs: 10_000, closed: new AbortController().signal },
})
const contenders: readonly Contender[] = [
  { name: 'requests, our body', run: () => sendAll((request) => put('events', request)) },
  {
    name: 'requests, the SDK alone',
    run: () =>
      sendAll((request) => {
        const Records = request.map(({ data, partitionKey, explicitHashKey }) => ({
          Data: data,
          PartitionKey: partitionKey,
          ExplicitHashKey: explicitHashKey,
        }))
        return client.send(new PutRecordsCommand({ StreamName: 'events', Records }))
      }),
  },
  sinkOf('ndjson'),
  sinkOf('ndjson-gzip'),
  sinkOf('kpl'),
]

/** Seconds on the wall, and of processor time of this process with all its threads. */
async function measure({ run }: Contender): Promise<{ wall: number; cpu: number }> {
  const start = process.hrtime.bigint()
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return { wall: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 }
}

for (const contender of contenders) await contender.run()
const walls = contenders.map((): number[] => [])
const cpus = contenders.map((): number[] => [])
for (let round = 0; round < rounds; round++) {
  for (let turn = 0; turn < contenders.length; turn++) {
    const which = (turn + round) % contenders.length
    const contender = contenders[which]
    if (contender === undefined) continue
    const { wall, cpu } = await measure(contender)
    walls[which]?.push(wall)
    cpus[which]?.push(cpu)
  }
}
const median = (values: readonly number[] = []): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

console.log(`${events} events of ${Math.round(bytes / events)} bytes, median of ${rounds} rounds`)
const base = median(cpus[0])
for (const [at, { name }] of contenders.entries()) {
  const perSecond = Math.round(events / median(walls[at])).toLocaleString('en')
  const micros = (median(cpus[at]) / events) * 1e6
  const ratio = (median(cpus[at]) / base).toFixed(2)
  const spread = (Math.max(...(cpus[at] ?? [])) / Math.min(...(cpus[at] ?? []))).toFixed(2)
  console.log(
    `${name.padEnd(26)} ${perSecond.padStart(9)} events/s  ${micros.toFixed(2).padStart(6)} µs CPU per event  ${ratio.padStart(5)} times our body  most/least ${spread}`,
  )
}
client.destroy()
server.close()
