import { expect, test } from 'vitest'
import { createKinesisSink } from '../../../src/sinks/kinesis/kinesis-sink.ts'
import { fastClock } from '../../support/fast-clock.ts'
import { clientFor, createRig } from '../../support/kinesis.ts'
import { deliveryOf, linesOf } from '../../support/lines.ts'
import { until } from '../../support/until.ts'

const auto = { name: 'events', mode: 'ON_DEMAND', distribution: 'AUTO' } as const
const onlyEvents = { streams: { events: 'events' } }

test('writes no KPL aggregate to a stream with AUTO record distribution, and says so', async () => {
  const rig = await createRig({
    codec: 'kpl',
    server: { streams: [auto] },
    sink: { ...onlyEvents, clock: fastClock, limits: { recheckMs: 100 } },
  })
  const [line] = await rig.sink.start()
  expect(line).toBe(
    'Kinesis stream events has AUTO record distribution, where consumers lose KPL aggregates: use the codec ndjson',
  )
  expect(rig.sink.health()).toEqual({ state: 'down', reason: line })
  const under = rig.sink.deliver(deliveryOf(linesOf(3, 1))).catch((error: unknown) => error)
  rig.sink.flush()
  await until(() => (rig.server.control.stats().requests['DescribeStreamSummary'] ?? 0) > 3)
  expect(rig.server.control.stats().requests['PutRecords']).toBeUndefined()
  await rig.close()
  expect(String(await under)).toBe('SinkClosedError: the sink is closed')
})
test('writes KPL aggregates only after a look at the stream, also when it was never started', async () => {
  const rig = await createRig({ codec: 'kpl', sink: onlyEvents })
  await rig.sink.deliver(deliveryOf(linesOf(3, 1)))
  expect(rig.server.control.stats().requests).toEqual({ DescribeStreamSummary: 1, PutRecords: 1 })
  await rig.close()
})
test('writes lines to a stream with AUTO record distribution, and says what that does to their order', async () => {
  const rig = await createRig({ server: { streams: [auto] }, sink: onlyEvents })
  const lines = await rig.sink.start()
  expect(lines).toEqual([expect.stringContaining('order is that of seq alone')])
  expect(rig.sink.health()).toEqual({ state: 'ready' })
  await rig.sink.deliver(deliveryOf(linesOf(3, 1)))
  expect(rig.stored()).toHaveLength(3)
  await rig.close()
})
test('takes the ARN of a stream for its name', async () => {
  const events = 'arn:aws:kinesis:us-east-1:000000000000:stream/events'
  const rig = await createRig({ sink: { streams: { events } } })
  expect(await rig.sink.start()).toEqual([])
  await rig.sink.deliver(deliveryOf(linesOf(3, 1)))
  expect(rig.stored()).toHaveLength(3)
  await rig.close()
})
test('names each stream that is missing or cannot be reached', async () => {
  const rig = await createRig({ server: { streams: [] } })
  const lines = await rig.sink.start()
  expect(lines.map((line) => line.slice(0, 45))).toEqual([
    'Kinesis stream events does not exist (Resourc',
    'Kinesis stream rejected does not exist (Resou',
  ])
  await rig.close()
  const client = clientFor(rig.server.url)
  const sink = createKinesisSink({ ...onlyEvents, client })
  expect(await sink.start()).toEqual([
    expect.stringMatching(/^Kinesis stream events cannot be reached \(.*ECONNREFUSED/u),
  ])
  expect(sink.health().state).toBe('degraded')
  await sink.close()
  client.destroy()
})
test('is ready again without any traffic once the stream has appeared', async () => {
  const rig = await createRig({
    server: { streams: [] },
    sink: { ...onlyEvents, clock: fastClock, limits: { recheckMs: 100 } },
  })
  await rig.sink.start()
  rig.server.control.createStream({ name: 'events', shards: 1 })
  await until(() => rig.sink.health().state === 'ready')
  expect(rig.server.control.stats().requests['PutRecords']).toBeUndefined()
  await rig.close()
})
test('refuses a rejected event when no stream is configured for it', async () => {
  const rig = await createRig({ sink: onlyEvents })
  await expect(rig.sink.deliver(deliveryOf(linesOf(1, 1), 'rejected'))).rejects.toThrow(
    'no stream for rejected events is configured',
  )
  await rig.close()
})
test('a missing rejected stream degrades the sink, and events are delivered all the same', async () => {
  const rig = await createRig({ server: { streams: [{ name: 'events', shards: 1 }] } })
  await rig.sink.start()
  const bad = rig.sink
    .deliver(deliveryOf(linesOf(2, 1), 'rejected'))
    .catch((error: unknown) => error)
  await rig.sink.deliver(deliveryOf(linesOf(2, 1)))
  await until(() => (rig.told.retries.get('missing') ?? 0) > 0)
  expect(rig.sink.health()).toMatchObject({ state: 'degraded' })
  await rig.close()
  expect(String(await bad)).toBe('SinkClosedError: the sink is closed')
})
test('ends what is under way when it is closed while a request hangs', async () => {
  const rig = await createRig({ sink: onlyEvents })
  rig.server.control.addFault({ kind: 'hang', operations: ['PutRecords'] })
  const under = rig.sink.deliver(deliveryOf(linesOf(2, 1))).catch((error: unknown) => error)
  await until(() => rig.server.control.stats().held === 1)
  await rig.sink.close()
  expect(String(await under)).toBe('SinkClosedError: the sink is closed')
  await until(() => rig.server.control.stats().held === 0)
  await rig.close()
})
test.each([{ recordBytes: 250_001 }, { recordBytes: 10 }, { limits: { minBuckets: 3 } }])(
  'refuses %j',
  (options) => {
    expect(() => createKinesisSink({ ...onlyEvents, ...options })).toThrow(RangeError)
  },
)
