import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

const connections = { keepAlive: true, maxSockets: 50 } as const

/**
 * The SDK's client for our use: HTTP/1.1 on connections that stay open, as its own default for
 * Kinesis, HTTP/2, costs more per event; and no retries, as the SDK would resend a whole request and
 * never a single record. Region, endpoint and credentials are the SDK's own variables unless given.
 */
export const createKinesisClient = (config: KinesisClientConfig = {}): KinesisClient =>
  new KinesisClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1000,
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent(connections),
    }),
    ...config,
  })
