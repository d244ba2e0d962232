import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { startGatewayProgram } from '@weir/local/gateway-program'
import { type Program, startProgram } from '../support/start-program.ts'

export interface Stream {
  readonly consoleUrl: string
  readonly stop: () => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** Builds the page to where a gateway looks for it. */
export function buildConsole(): void {
  const folder = resolve(root, 'packages/console')
  const words = ['build', '--logLevel', 'error']
  execFileSync(resolve(folder, 'node_modules/.bin/vite'), words, { cwd: folder, stdio: 'inherit' })
}

/** A gateway with its console, and synthetic visitors that send it so many events a second. */
export async function startStream(eventsPerSecond: number): Promise<Stream> {
  const gateway = await startGatewayProgram()
  const traffic = eventsPerSecond === 0 ? undefined : startTraffic(gateway.url, eventsPerSecond)
  return {
    consoleUrl: `${gateway.url}/console`,
    async stop() {
      await traffic?.stop()
      await gateway.stop()
    },
  }
}

function startTraffic(gatewayUrl: string, eventsPerSecond: number): Program {
  const words = ['--gateway', gatewayUrl, '--rate', String(eventsPerSecond), '--seconds', '0']
  return startProgram('examples/traffic/src/main.ts', words)
}
