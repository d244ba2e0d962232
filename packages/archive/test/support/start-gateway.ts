import { startGatewayProgram } from '@weir/local/gateway-program'
import { onTestFinished } from 'vitest'

/** A real gateway as a process of its own, with its live page, and a memory for a stream. */
export async function startGateway(): Promise<URL> {
  const { url, stop } = await startGatewayProgram({ siteId: 'shop', writeKey: 'wk_shop' })
  onTestFinished(stop)
  return new URL(url)
}
