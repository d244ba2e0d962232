import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis'
import { type DefaultProviderInit, defaultProvider } from '@aws-sdk/credential-provider-node'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { classifyError } from './classify-error.ts'

const connections = { keepAlive: true, maxSockets: 50 } as const

/**
 * The SDK's client for our use: HTTP/1.1 on connections that stay open, as its own default for
 * Kinesis, HTTP/2, costs more per event; and no retries, as the SDK would resend a whole request and
 * never a single record. Region, endpoint and credentials are the SDK's own variables unless given.
 */
export function createKinesisClient(config: KinesisClientConfig = {}): KinesisClient {
  const client = new KinesisClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1000,
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent(connections),
    }),
    credentialDefaultProvider: (init: DefaultProviderInit) =>
      defaultProvider({ ...init, ignoreCache: true }),
    ...config,
  })
  lookAgainWhenRefused(client)
  return client
}

/**
 * The SDK keeps credentials that bear no expiry for ever, so that keys which are put right in a
 * file would need a restart. Those that were refused are looked for again, along the whole chain.
 */
function lookAgainWhenRefused(client: KinesisClient): void {
  let looking: Promise<unknown> = Promise.resolve()
  client.middlewareStack.add(
    (next) => async (args) => {
      await looking
      try {
        return await next(args)
      } catch (error) {
        if (classifyError(error).reason === 'credentials') {
          // Where there are none, the next request says so.
          looking = client.config.credentials({ forceRefresh: true }).catch(() => undefined)
        }
        throw error
      }
    },
    { step: 'initialize', name: 'weirLookAgain' },
  )
}
