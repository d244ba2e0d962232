import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { onTestFinished } from 'vitest'
import {
  createKinesisServer,
  type KinesisServer,
  type KinesisServerOptions,
} from '../../src/kinesis/kinesis-server.ts'
import { createClient, type Handler } from './sdk.ts'

/** A server with one stream and a client to it, gone when the test is done. */
export async function withServer(
  options: KinesisServerOptions & { handler?: Handler } = {},
): Promise<{ server: KinesisServer; client: KinesisClient }> {
  const streams = options.streams ?? [{ name: 'events', shards: 2 }]
  const server = await createKinesisServer({ ...options, streams })
  const client = createClient(server.url, options.handler)
  onTestFinished(async () => {
    client.destroy()
    await server.close()
  })
  return { server, client }
}
