import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { bundle } from '@weir/browser-sdk/bundle'
import { startTestGateway } from '@weir/gateway/testing'
import { startProgram } from '../support/start-program.ts'

export interface Shops {
  readonly withWeir: string
  readonly without: string
  /** Events that the gateway has stored. */
  readonly stored: () => number
  readonly rejected: () => number
  readonly close: () => Promise<void>
}

/** The demo shop twice, with and without Weir, and a gateway for the one. */
export async function startShops(): Promise<Shops> {
  const port = await findPort()
  const sdkScript = Buffer.from(await bundle({ entry: 'script', format: 'iife' }))
  const gateway = await startTestGateway({ origins: [`http://localhost:${port}`], sdkScript })
  const { endpoint, writeKey } = gateway
  const words = ['--port', String(port), '--gateway', endpoint, '--write-key', writeKey]
  const withWeir = await startShop(words)
  const without = await startShop(['--port', '0', '--no-weir'])
  return {
    withWeir: withWeir.url,
    without: without.url,
    stored: () => gateway.events().length,
    rejected: () => gateway.rejected().length,
    async close() {
      await withWeir.stop()
      await without.stop()
      await gateway.close()
    },
  }
}

/** The gateway has to list the origin of the shop, and the shop to know the gateway. */
async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function startShop(words: readonly string[]) {
  const { firstLine, stop } = startProgram('examples/script-tag/src/main.ts', words)
  return { url: (JSON.parse(await firstLine) as { listening: string }).listening, stop }
}
