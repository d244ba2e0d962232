import { KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** `default` is what the SDK does when it is told nothing: HTTP/2. */
export type Handler = 'default' | 'http1'

/** The real SDK, with no retries: a test wants to see the first answer. */
export const createClient = (endpoint: string, handler: Handler = 'http1'): KinesisClient =>
  new KinesisClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...(handler === 'http1' && { requestHandler: new NodeHttpHandler() }),
  })
