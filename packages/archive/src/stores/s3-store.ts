import { HeadBucketCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { explainFailure } from './explain-failure.ts'
import { createS3Client } from './s3-client.ts'
import { createS3File } from './s3-file.ts'
import type { ArchiveStore } from './store.ts'

export interface S3StoreOptions {
  readonly bucket: string
  /** Keys begin with it and a slash. Default: none. */
  readonly prefix?: string | undefined
  /** Default: as the SDK's own variables say. */
  readonly client?: S3Client | undefined
  /** Default: 8 MiB. */
  readonly partBytes?: number | undefined
}

/** Keeps an archive in a bucket, where an object appears when it is whole. */
export async function createS3Store(options: S3StoreOptions): Promise<ArchiveStore> {
  const { bucket, prefix = '', partBytes = 8 * 1024 * 1024 } = options
  const client = options.client ?? (await createS3Client())
  const keyOf = (path: string) => (prefix === '' ? path : `${prefix}/${path}`)
  return {
    location: prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`,
    async prepare() {
      try {
        await client.send(new HeadBucketCommand({ Bucket: bucket }))
        return { problems: [], removed: 0 }
      } catch (error) {
        // A role that may only put objects may not look at the bucket: the first file will tell.
        const problems = isForbidden(error) ? [] : [explainFailure(error)]
        return { problems, removed: 0 }
      }
    },
    create: (path, signal) =>
      Promise.resolve(createS3File({ client, bucket, key: keyOf(path), partBytes, signal })),
    async close() {
      if (options.client === undefined) client.destroy()
    },
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403
