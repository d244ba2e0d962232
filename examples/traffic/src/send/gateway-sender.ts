import { Agent } from 'undici'
import type { Delivery } from '../visitors/crowd.ts'
import { nameOf, type Sender, type Sent } from './sender.ts'

export interface GatewayOptions {
  readonly gateway: string
  readonly writeKey: string
}

/** Connections at most: a browser each would be more, and this machine has to bear both ends. */
const connections = 64

/** Sends as the browser SDK does: a beacon of text, with the visitor's own headers. */
export function createGatewaySender({ gateway, writeKey }: GatewayOptions): Sender {
  const agent = new Agent({ connections })
  const post = async ({ visitor, events, mistake }: Delivery): Promise<Sent> => {
    const { statusCode, body } = await agent.request({
      origin: gateway,
      path: '/v1/events',
      method: 'POST',
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        'user-agent': visitor.device.userAgent,
        'accept-language': visitor.place.language,
        // As a CDN in front of the gateway would say it.
        'cloudfront-viewer-country': visitor.place.country,
      },
      body: JSON.stringify({
        write_key: writeKey,
        sent_at: new Date().toISOString(),
        sdk: { name: '@weir/example-traffic', version: '0.0.0' },
        events: mistake === undefined ? events : [...events, mistake],
      }),
    })
    const answer = (await body.json()) as { accepted?: number; rejected?: readonly unknown[] }
    return {
      answer: String(statusCode),
      accepted: answer.accepted ?? 0,
      rejected: answer.rejected?.length ?? 0,
    }
  }
  return {
    target: gateway,
    async check() {
      try {
        const { body } = await agent.request({ origin: gateway, path: '/livez', method: 'GET' })
        await body.dump()
      } catch (error) {
        throw new Error(
          `nothing answers at ${gateway} (${nameOf(error)}): is it running? --gateway URL names another`,
          { cause: error },
        )
      }
    },
    send: (delivery) =>
      post(delivery).catch((error: unknown) => ({
        answer: nameOf(error),
        accepted: 0,
        rejected: 0,
      })),
    close: () => agent.close(),
  }
}
