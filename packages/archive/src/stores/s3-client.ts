import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** For one request, a part of some MiB included, in milliseconds. */
const requestTimeout = 60_000

/**
 * The SDK's client for our use; region, endpoint and credentials are the SDK's own variables unless
 * given. Buckets are host names at AWS, and paths at an endpoint of one's own: `bucket.localhost`
 * and its like are seldom names that anybody can look up.
 */
export async function createS3Client(config: S3ClientConfig = {}): Promise<S3Client> {
  const asked = new S3Client(config)
  const ownEndpoint = config.endpoint ?? (await asked.config.serviceConfiguredEndpoint?.())
  asked.destroy()
  return new S3Client({
    forcePathStyle: ownEndpoint !== undefined,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 3000,
      requestTimeout,
      throwOnRequestTimeout: true,
    }),
    ...config,
  })
}
