import { get } from 'node:http'
import {
  DescribeStreamSummaryCommand,
  ListStreamsCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis'
import { describe, expect, test } from 'vitest'
import { createKinesisServer } from '../../src/kinesis/kinesis-server.ts'
import { raw } from './raw.ts'
import { withServer } from './with-server.ts'

describe('the SDK', () => {
  test.each(['default', 'http1'] as const)('writes with the handler: %s', async (handler) => {
    const { server, client } = await withServer({ handler })
    const { FailedRecordCount } = await client.send(
      new PutRecordsCommand({
        StreamName: 'events',
        Records: [
          { Data: Buffer.from('hi'), PartitionKey: 'p' },
          { Data: Buffer.alloc(900_000, 'x'), PartitionKey: 'q' },
        ],
      }),
    )
    expect(FailedRecordCount).toBe(0)
    expect(server.control.records('events').map(({ data }) => data.length)).toEqual([2, 900_000])
  })
  test('gets what start checks need from the summary', async () => {
    const { client } = await withServer({
      streams: [{ name: 'od', mode: 'ON_DEMAND', distribution: 'AUTO' }],
    })
    const { StreamDescriptionSummary } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName: 'od' }),
    )
    expect(StreamDescriptionSummary).toMatchObject({
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      OpenShardCount: 4,
      MaxRecordSizeInKiB: 1024,
      RecordDistributionStrategy: 'AUTO',
    })
  })
  test('asks whether a write would be allowed, and writes nothing', async () => {
    const { server, client } = await withServer()
    const Records = [{ Data: Buffer.from('hi'), PartitionKey: 'p' }]
    await expect(
      client.send(new PutRecordsCommand({ StreamName: 'events', Records, DryRun: true })),
    ).rejects.toMatchObject({ name: 'DryRunOperationException' })
    expect(server.control.records('events')).toEqual([])
  })
})

describe('an answer', () => {
  test('carries a request id, and the SDK finds it', async () => {
    const { client } = await withServer()
    const { $metadata } = await client.send(new ListStreamsCommand())
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })
  test('to a refusal is JSON with __type and message', async () => {
    const { server } = await withServer()
    const answer = await raw(server.url, {
      operation: 'DescribeStreamSummary',
      body: '{"StreamName":"nowhere"}',
    })
    expect(answer).toMatchObject({ status: 400, type: 'application/x-amz-json-1.1' })
    expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(answer.text)).toEqual({
      __type: 'ResourceNotFoundException',
      message: 'Stream nowhere under account 000000000000 not found.',
    })
  })
})

const put = (more: object) =>
  JSON.stringify({ StreamName: 'events', PartitionKey: 'k', Data: 'eA==', ...more })

const hostile = [
  ['no JSON', { body: '{bad' }, 'SerializationException'],
  ['an empty body', { body: '' }, 'SerializationException'],
  ['a list', { body: '[]' }, 'SerializationException'],
  [
    'a number for a name',
    { operation: 'DeleteStream', body: '{"StreamName":5}' },
    'SerializationException',
  ],
  [
    'data that is not base64',
    { operation: 'PutRecord', body: put({ Data: 'eA=' }) },
    'SerializationException',
  ],
  [
    'data in URL base64',
    { operation: 'PutRecord', body: put({ Data: '-_8=' }) },
    'SerializationException',
  ],
  [
    'records that are no list',
    { operation: 'PutRecords', body: '{"StreamName":"events","Records":5}' },
    'SerializationException',
  ],
  [
    'an entry that is no object',
    { operation: 'PutRecords', body: '{"StreamName":"events","Records":[5]}' },
    'SerializationException',
  ],
  [
    'a limit of 0',
    { operation: 'GetRecords', body: '{"ShardIterator":"x","Limit":0}' },
    'ValidationException',
  ],
  ['an unknown operation', { operation: 'Nope' }, 'UnknownOperationException'],
  ['a name that objects inherit', { operation: 'constructor' }, 'UnknownOperationException'],
  [
    'another service',
    { headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } },
    'UnknownOperationException',
  ],
  ['GET', { method: 'GET' }, 'AccessDeniedException'],
  [
    'a web page of another site',
    { headers: { origin: 'http://evil.example:4567' } },
    'AccessDeniedException',
  ],
  [
    'a signature with parts missing',
    { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a' } },
    'IncompleteSignatureException',
  ],
  [
    'a broken ARN',
    { operation: 'DeleteStream', body: '{"StreamARN":"arn:nope"}' },
    'ValidationException',
  ],
  ['no stream at all', { operation: 'DeleteStream' }, 'InvalidArgumentException'],
] as const

describe('refuses', () => {
  test.each(hostile)('%s', async (_name, request, type) => {
    const { server } = await withServer()
    const answer = await raw(server.url, request)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ __type: type })
    expect(server.control.stats().unexpected).toEqual([])
  })
  test('a request with no signature', async () => {
    const { server } = await withServer()
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'Kinesis_20131202.ListStreams' },
      body: '{}',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    })
  })
  test('a body larger than any request, and can be asked again', async () => {
    const { server } = await withServer({ limits: { requestBytes: 1000 } })
    const answer = await raw(server.url, { body: 'x'.repeat(3_000_000) })
    expect(answer.status).toBe(413)
    expect((await raw(server.url, {})).status).toBe(200)
  })
  test.each(['//', '///', 'http://a:99999/', '*'])(
    'a target that is no path, and goes on: %s',
    async (path) => {
      const { server } = await withServer()
      const status = await new Promise((resolve, reject) => {
        get({ port: server.port, host: '127.0.0.1', path }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        }).on('error', reject)
      })
      expect(status).toBe(400)
      expect((await raw(server.url, {})).status).toBe(200)
    },
  )
  test('a port that is taken', async () => {
    const { server } = await withServer()
    await expect(createKinesisServer({ port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })
})
