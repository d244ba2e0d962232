import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  GetObjectCommand,
  ListObjectsV2Command,
  type S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { startFauxqs } from 'fauxqs'
import { onTestFinished } from 'vitest'
import { createS3Client } from '../../src/stores/s3-client.ts'

export const bucket = 'weir-archive'

export const credentials: NonNullable<S3ClientConfig['credentials']> = {
  accessKeyId: 'test',
  secretAccessKey: 'test',
}

export interface S3Server {
  readonly url: string
  readonly client: S3Client
  /** Every object of the bucket, by key. */
  readonly objects: () => Promise<Map<string, Buffer>>
  /** Uploads in parts that nobody has ended. */
  readonly uploads: () => Promise<number>
}

/** An S3-compatible server with one bucket, gone when the test ends. */
export async function startS3(): Promise<S3Server> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  server.createBucket(bucket)
  const url = `http://127.0.0.1:${server.port}`
  const client = await createS3Client({ endpoint: url, region: 'us-east-1', credentials })
  // The server cannot list uploads, but it knows whether one is still open.
  const begun: { Bucket: string; Key: string; UploadId: string }[] = []
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args)
      const { Bucket, Key } = args.input as { Bucket: string; Key: string }
      const { UploadId } = answer.output as { UploadId?: string }
      if (UploadId !== undefined) begun.push({ Bucket, Key, UploadId })
      return answer
    },
    { step: 'initialize' },
  )
  onTestFinished(async () => {
    client.destroy()
    await server.stop()
  })
  return {
    url,
    client,
    async objects() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }))
      const files = new Map<string, Buffer>()
      for (const { Key = '' } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }))
        files.set(Key, await buffer(Body as Readable))
      }
      return files
    },
    async uploads() {
      const asked = begun.map((upload) =>
        client.send(new UploadPartCommand({ ...upload, PartNumber: 9, Body: 'x' })).then(
          () => 1,
          (error: Error) => Number(error.name !== 'NoSuchUpload'),
        ),
      )
      return (await Promise.all(asked)).reduce((sum, each) => sum + each, 0)
    },
  }
}
