import { UpdateShardCountCommand } from '@aws-sdk/client-kinesis'
import type { Fault } from '@weir/local'
import { expect, test } from 'vitest'
import type { CodecName } from '../../src/codecs/codec.ts'
import type { RetryReason } from '../../src/sinks/sink.ts'
import { fastClock } from '../support/fast-clock.ts'
import { deliverAll, expectAllStored } from '../support/deliver-all.ts'
import { clientFor, createRig, noLimits, type Rig } from '../support/kinesis.ts'
import { deliveryOf, linesOf } from '../support/lines.ts'
import { until } from '../support/until.ts'

const codecs: readonly CodecName[] = ['ndjson', 'ndjson-gzip', 'kpl']
const operations = ['PutRecords']
const lines = linesOf(3000, 40)

/**
 * By a clock that runs ten times as fast. What a busy machine answers too late is a duplicate of its
 * own, so only the test of a request that hangs may wait for its end.
 */
const timeoutMs = { usual: 100_000, hanging: 10_000 }

/** Small records in several buckets, so that a fault has much to strike. */
const createBusyRig = (codec: CodecName = 'ndjson', timeout = timeoutMs.usual): Promise<Rig> =>
  createRig({
    codec,
    server: { streams: [{ name: 'events', shards: 4 }], limits: noLimits },
    sink: {
      streams: { events: 'events' },
      recordBytes: 512,
      clock: fastClock,
      limits: { minBuckets: 8, timeoutMs: timeout, recheckMs: 200 },
    },
  })

/** Each fault, what it is counted as, and whether it can lead to duplicates. */
const faults: readonly { fault: Fault; reason: RetryReason; doubles: boolean }[] = [
  { fault: { kind: 'throttle', rate: 0.3, times: 300 }, reason: 'throttled', doubles: false },
  { fault: { kind: 'partialFailure', rate: 0.3, times: 300 }, reason: 'failed', doubles: false },
  {
    fault: { kind: 'error', code: 'ProvisionedThroughputExceededException', times: 10, operations },
    reason: 'throttled',
    doubles: false,
  },
  { fault: { kind: 'error', rate: 0.5, times: 10, operations }, reason: 'server', doubles: false },
  {
    fault: { kind: 'error', when: 'after', rate: 0.5, times: 10, operations },
    reason: 'server',
    doubles: true,
  },
  { fault: { kind: 'hang', times: 2, operations }, reason: 'timeout', doubles: false },
  {
    fault: { kind: 'hang', when: 'after', times: 2, operations },
    reason: 'timeout',
    doubles: true,
  },
  { fault: { kind: 'reset', rate: 0.5, times: 10, operations }, reason: 'network', doubles: false },
  {
    fault: { kind: 'reset', when: 'after', rate: 0.5, times: 10, operations },
    reason: 'network',
    doubles: true,
  },
]

for (const { fault, reason, doubles } of faults) {
  const when = 'when' in fault ? ' after the write' : ''
  const code = 'code' in fault ? ` ${fault.code}` : ''
  test(`loses nothing and keeps the order through ${fault.kind}${code}${when}`, async () => {
    const { usual, hanging } = timeoutMs
    const rig = await createBusyRig('ndjson', fault.kind === 'hang' ? hanging : usual)
    await rig.sink.start()
    rig.server.control.addFault(fault)
    await deliverAll(rig, lines)
    const { duplicates } = expectAllStored(rig, lines)
    expect(rig.told.retries.get(reason) ?? 0).toBeGreaterThan(0)
    expect(duplicates > 0).toBe(doubles)
    await rig.close()
  })
}

for (const codec of codecs) {
  test(`delivers in ${codec} through throttling, resets and errors at once`, async () => {
    const rig = await createBusyRig(codec)
    await rig.sink.start()
    rig.server.control.addFault({ kind: 'throttle', rate: 0.2, times: 200 })
    rig.server.control.addFault({ kind: 'reset', when: 'after', rate: 0.3, times: 5, operations })
    rig.server.control.addFault({ kind: 'error', rate: 0.3, times: 5, operations, seed: 3 })
    await deliverAll(rig, lines)
    expectAllStored(rig, lines)
    expect(rig.told.retries.size).toBeGreaterThan(1)
    await rig.close()
  })

  test(`loses nothing in ${codec} while the stream is resharded`, async () => {
    const rig = await createBusyRig(codec)
    const client = clientFor(rig.server.url)
    await rig.sink.start()
    let from = 0
    for (const TargetShardCount of [8, 4, 2, 3]) {
      const under = deliverAll(rig, linesOf(500, 40, from))
      await client.send(
        new UpdateShardCountCommand({
          StreamName: 'events',
          TargetShardCount,
          ScalingType: 'UNIFORM_SCALING',
        }),
      )
      await under
      from += 500
    }
    expect(expectAllStored(rig, linesOf(from, 40))).toEqual({ duplicates: 0 })
    client.destroy()
    await rig.close()
  })
}

test('comes back by itself after an outage, and says what is wrong meanwhile', async () => {
  const rig = await createBusyRig()
  await rig.sink.start()
  await deliverAll(rig, lines.slice(0, 100))
  rig.server.control.addFault({ kind: 'outage' })
  const under = deliverAll(rig, lines.slice(100))
  await until(() => rig.told.breaker.includes('open'))
  expect(rig.sink.health()).toMatchObject({ state: 'down', reason: expect.any(String) as string })
  await until(() => rig.told.breaker.includes('half_open'))
  rig.server.control.clearFaults()
  await under
  expectAllStored(rig, lines)
  expect(rig.sink.health()).toEqual({ state: 'ready' })
  expect(rig.told.breaker.at(-1)).toBe('closed')
  await rig.close()
})

for (const code of ['UnrecognizedClientException', 'AccessDeniedException'] as const) {
  test(`keeps trying through ${code}, and names it`, async () => {
    const rig = await createBusyRig()
    rig.server.control.addFault({ kind: 'credentials', code })
    const [line] = await rig.sink.start()
    expect(line).toContain('DescribeStreamSummary is not permitted')
    expect(rig.sink.health()).toMatchObject({ state: 'degraded' })
    const under = rig.sink.deliver(deliveryOf(linesOf(10, 1)))
    await until(() => (rig.told.retries.get('credentials') ?? 0) > 0)
    expect(rig.sink.health().reason).toContain(code)
    rig.server.control.clearFaults()
    await under
    expect(rig.sink.health()).toEqual({ state: 'ready' })
    await rig.close()
  })
}

for (const codec of codecs) {
  test(`writes in ${codec} to a stream that appears late`, async () => {
    const rig = await createRig({
      codec,
      server: { streams: [], limits: noLimits },
      sink: { streams: { events: 'events' }, clock: fastClock, limits: { recheckMs: 200 } },
    })
    expect(await rig.sink.start()).toEqual([expect.stringContaining('events does not exist')])
    expect(rig.sink.health().state).not.toBe('ready')
    const under = rig.sink.deliver(deliveryOf(linesOf(10, 1)))
    rig.server.control.createStream({ name: 'events', shards: 1 })
    await under
    expectAllStored(rig, linesOf(10, 1))
    expect(rig.sink.health()).toEqual({ state: 'ready' })
    await rig.close()
  })
}
