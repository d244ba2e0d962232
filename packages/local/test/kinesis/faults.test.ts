import {
  GetShardIteratorCommand,
  PutRecordCommand,
  PutRecordsCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis'
import { describe, expect, test, vi } from 'vitest'
import { createFakeClock } from './fake-clock.ts'
import { withServer } from './with-server.ts'

const StreamName = 'events'
/** One record for each of the two shards. */
const both = [
  { Data: Buffer.from('low'), PartitionKey: 'p', ExplicitHashKey: '0' },
  { Data: Buffer.from('high'), PartitionKey: 'p', ExplicitHashKey: String(1n << 127n) },
]
const putBoth = (client: KinesisClient) =>
  client.send(new PutRecordsCommand({ StreamName, Records: both }))
const putOne = (client: KinesisClient) =>
  client.send(
    new PutRecordCommand({ StreamName, ...both[0], Data: Buffer.from('one'), PartitionKey: 'p' }),
  )
const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )

describe('record faults', () => {
  test('throttle one shard, and leave the other', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'throttle', stream: StreamName, shard: 'shardId-000000000001' })
    const { FailedRecordCount, Records } = await putBoth(client)
    expect(FailedRecordCount).toBe(1)
    expect(Records?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'ProvisionedThroughputExceededException',
    ])
    expect(Records?.[1]?.ErrorMessage).toContain('shardId-000000000001')
    expect(server.control.stats().streams[StreamName]).toMatchObject({ records: 1, throttled: 1 })
  })
  test('throttle fails a PutRecord as a whole', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'throttle' })
    expect(await nameOf(putOne(client))).toBe('ProvisionedThroughputExceededException')
  })
  test('throttle strikes reads that it names', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'throttle', operations: ['GetShardIterator'] })
    const call = client.send(
      new GetShardIteratorCommand({ StreamName, ShardId: '0', ShardIteratorType: 'LATEST' }),
    )
    expect(await nameOf(call)).toBe('ProvisionedThroughputExceededException')
    expect(await nameOf(putOne(client))).toBe('ok')
  })
  test('partial failures are the same for the same seed', async () => {
    const { server, client } = await withServer()
    const Records = Array.from({ length: 200 }, (_, at) => ({
      Data: Buffer.from('x'),
      PartitionKey: `k${at}`,
    }))
    const failures = async () => {
      server.control.addFault({ kind: 'partialFailure', rate: 0.3, seed: 7 })
      const answer = await client.send(new PutRecordsCommand({ StreamName, Records }))
      server.control.clearFaults()
      return answer.Records?.map(({ ErrorCode }) => ErrorCode ?? '-')
    }
    const first = await failures()
    expect(first).toContain('InternalFailure')
    expect(first).toContain('-')
    expect(await failures()).toEqual(first)
  })
})

describe('request faults', () => {
  test('an error is a 500 for so many calls', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'error', times: 2 })
    const names = [
      await nameOf(putOne(client)),
      await nameOf(putOne(client)),
      await nameOf(putOne(client)),
    ]
    expect(names).toEqual(['InternalFailure', 'InternalFailure', 'ok'])
    expect(server.control.faults()[0]?.struck).toBe(2)
  })
  test('an error is any of AWS’s, with its status', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'error', code: 'ServiceUnavailable', message: 'gone' })
    await expect(putOne(client)).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      message: 'gone',
      $metadata: { httpStatusCode: 503 },
    })
  })
  test('latency holds an answer back', async () => {
    const waits: number[] = []
    const delay = (ms: number) => Promise.resolve(void waits.push(ms))
    const { server, client } = await withServer({ delay })
    server.control.addFault({ kind: 'latency', ms: 250 })
    await putOne(client)
    expect(waits).toEqual([250])
  })
  test('credentials are wrong, or not allowed to', async () => {
    const { server, client } = await withServer()
    server.control.addFault({ kind: 'credentials', times: 1 })
    expect(await nameOf(putOne(client))).toBe('UnrecognizedClientException')
    server.control.addFault({ kind: 'credentials', code: 'AccessDeniedException' })
    await expect(putOne(client)).rejects.toThrow(
      'not authorized to perform: kinesis:PutRecord on resource: arn:aws:kinesis:us-east-1:000000000000:stream/events',
    )
  })
})

describe.each(['default', 'http1'] as const)('connection faults over %s', (handler) => {
  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a reset %s the write leaves %i records', async (when, records) => {
    const { server, client } = await withServer({ handler })
    server.control.addFault({ kind: 'reset', when, times: 1 })
    expect(await nameOf(putOne(client))).not.toBe('ok')
    expect(server.control.records(StreamName)).toHaveLength(records)
    expect(await nameOf(putOne(client))).toBe('ok')
  })
  test('a hang ends when it is cleared', async () => {
    const { server, client } = await withServer({ handler })
    const id = server.control.addFault({ kind: 'hang', when: 'after' })
    const call = nameOf(putOne(client))
    await vi.waitFor(() => expect(server.control.stats().held).toBe(1))
    expect(server.control.records(StreamName)).toHaveLength(1)
    expect(server.control.clearFaults(id)).toBe(1)
    expect(await call).not.toBe('ok')
    await vi.waitFor(() => expect(server.control.stats().held).toBe(0))
  })
  test('an outage lasts as long as it was set for, and spares the control API', async () => {
    const clock = createFakeClock()
    const { server, client } = await withServer({ handler, clock: clock.now })
    server.control.addFault({ kind: 'outage', forMs: 5000 })
    expect(await nameOf(putOne(client))).not.toBe('ok')
    clock.advance(4999)
    expect(await nameOf(putOne(client))).not.toBe('ok')
    expect((await fetch(`${server.url}/weir/health`)).status).toBe(200)
    clock.advance(1)
    expect(await nameOf(putOne(client))).toBe('ok')
  })
})

test('a fault strikes its own stream and operations only', async () => {
  const streams = [
    { name: StreamName, shards: 1 },
    { name: 'other', shards: 1 },
  ]
  const { server, client } = await withServer({ streams })
  server.control.addFault({ kind: 'error', stream: 'other' })
  server.control.addFault({ kind: 'error', operations: ['PutRecords'] })
  expect(await nameOf(putOne(client))).toBe('ok')
  expect(await nameOf(putBoth(client))).toBe('InternalFailure')
  const record = { Data: Buffer.from('x'), PartitionKey: 'p' }
  const other = client.send(new PutRecordCommand({ StreamName: 'other', ...record }))
  expect(await nameOf(other)).toBe('InternalFailure')
})
