import { S3ServiceException } from '@aws-sdk/client-s3'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createS3Client } from '../../src/stores/s3-client.ts'
import { createS3Store } from '../../src/stores/s3-store.ts'
import { createArchiveWriter } from '../../src/writer/archive-writer.ts'
import { bucket, credentials, startS3 } from '../support/s3.ts'
import { until } from '../support/until.ts'
import { contract } from './store-contract.ts'

const MiB = 1024 * 1024
const region = 'us-east-1'
const arrivedAt = new Date('2026-11-21T01:30:00Z')

contract('s3', async () => {
  const { client, objects } = await startS3()
  const store = await createS3Store({ client, bucket, partBytes: 5 * MiB })
  return { store, files: objects }
})

test('puts its prefix before every key', async () => {
  const { client, objects } = await startS3()
  const store = await createS3Store({ client, bucket, prefix: 'a/b' })
  expect(store.location).toBe(`s3://${bucket}/a/b`)
  await (await store.create('events/x.json.gz')).commit()
  expect([...(await objects()).keys()]).toEqual(['a/b/events/x.json.gz'])
})

test('sends a large file in parts and a small one at once, and ends every upload', async () => {
  const { client, uploads } = await startS3()
  const sent: string[] = []
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(String(context.commandName))
      return next(args)
    },
    { step: 'initialize' },
  )
  const store = await createS3Store({ client, bucket, partBytes: 5 * MiB })
  for (const bytes of [MiB, 11 * MiB]) {
    const file = await store.create(`${bytes}`)
    for (let left = bytes; left > 0; left -= MiB) await file.write(Buffer.alloc(MiB))
    await file.commit()
  }
  expect(sent).toEqual([
    'PutObjectCommand',
    'CreateMultipartUploadCommand',
    'UploadPartCommand',
    'UploadPartCommand',
    'UploadPartCommand',
    'CompleteMultipartUploadCommand',
  ])
  const givenUp = await store.create('given-up')
  await givenUp.write(Buffer.alloc(6 * MiB))
  expect(await uploads()).toBe(1)
  await givenUp.abort()
  expect(await uploads()).toBe(0)
})

test('fails where a part fails, and leaves no upload once it is given up', async () => {
  const { client, uploads, objects } = await startS3()
  client.middlewareStack.add(
    (next) => (args) => {
      if ((args.input as { PartNumber?: number }).PartNumber !== 1) return next(args)
      throw new Error('SlowDown')
    },
    { step: 'initialize' },
  )
  const store = await createS3Store({ client, bucket, partBytes: 5 * MiB })
  const file = await store.create('a')
  await expect(file.write(Buffer.alloc(5 * MiB))).rejects.toThrow('SlowDown')
  await file.abort()
  expect([await uploads(), (await objects()).size]).toEqual([0, 0])
})

test('says in one line what is wrong with the bucket or on the way to it', async () => {
  const { client, url } = await startS3()
  const problems = async (where: { bucket: string; endpoint: string }) => {
    const own = await createS3Client({ ...where, region, credentials, maxAttempts: 1 })
    const store = await createS3Store({ ...where, client: own })
    const found = await store.prepare()
    own.destroy()
    return found.problems
  }
  expect(await problems({ bucket: 'nobody', endpoint: url })).toEqual(['there is no such bucket'])
  expect(await problems({ bucket, endpoint: 'http://127.0.0.1:1' })).toEqual([
    'the endpoint cannot be reached',
  ])
  expect(client.config.forcePathStyle).toBe(true)
})

test('lets a role write that may not look at the bucket', async () => {
  const { client } = await startS3()
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName !== 'HeadBucketCommand') return next(args)
        const answer = { httpStatusCode: 403 }
        throw new S3ServiceException({ name: '403', $fault: 'client', $metadata: answer })
      },
    { step: 'initialize' },
  )
  const store = await createS3Store({ client, bucket })
  expect(await store.prepare()).toEqual({ problems: [], removed: 0 })
})

test('leaves the bucket in the host name where the endpoint is that of AWS', async () => {
  const client = await createS3Client({ region, credentials })
  expect(client.config.forcePathStyle).toBe(false)
  client.destroy()
})

test.each([
  { to: 'a bucket that refuses', status: 403, code: 'AccessDenied', why: 'not allowed' },
  {
    to: 'a bucket that is not there',
    status: 404,
    code: 'NoSuchBucket',
    why: 'there is no such bucket',
  },
  {
    to: 'a bucket elsewhere',
    status: 301,
    code: 'PermanentRedirect',
    why: 'the bucket is in another region',
  },
  {
    to: 'a bucket with credentials of nobody',
    status: 403,
    code: 'InvalidAccessKeyId',
    why: 'the credentials are not valid',
  },
  {
    to: 'an endpoint that is not there',
    status: undefined,
    code: '',
    why: 'the endpoint cannot be reached',
  },
])('says in one line, once, that it writes to $to', async ({ status, code, why }) => {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status ?? 500).end(`<Error><Code>${code}</Code><Message>x</Message></Error>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  if (status === undefined) server.close()
  const endpoint = `http://127.0.0.1:${port}`
  const client = await createS3Client({ endpoint, region, credentials, maxAttempts: 1 })
  const store = await createS3Store({ client, bucket })
  const said: (string | undefined)[] = []
  const writer = createArchiveWriter({ store, onProblem: (problem) => said.push(problem) })
  const append = writer.append('events', { bytes: Buffer.from('{}\n'), count: 1 }, { arrivedAt })
  const ended = Promise.allSettled([append, writer.flush()])
  await until(() => writer.stats().failures >= 2)
  await writer.close()
  expect((await ended)[0]?.status).toBe('rejected')
  server.close()
  client.destroy()
  expect(said[0]).toBe(`cannot write events in s3://${bucket}: ${why}`)
  expect(new Set(said.filter((line) => line !== undefined)).size).toBe(1)
})
