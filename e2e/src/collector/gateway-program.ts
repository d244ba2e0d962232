import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The real gateway, as a program of its own. */
export interface GatewayProgram {
  readonly url: string
  stop(): Promise<void>
}

const main = resolve(import.meta.dirname, '../../../packages/gateway/src/main.ts')

/** The write key of the one site. */
export const writeKey = 'wk_demo'

/** Starts a gateway that takes pages of these origins, and keeps their events in memory. */
export async function startGatewayProgram(origins: readonly string[]): Promise<GatewayProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'weir-e2e-'))
  const sites = join(directory, 'sites.json')
  const site = { site_id: 'demo', write_keys: [writeKey], origins }
  await writeFile(sites, JSON.stringify({ sites: [site] }))
  const child = spawn(process.execPath, ['--conditions=weir-source', main], {
    env: {
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SITES: sites,
      WEIR_SINK: 'memory',
      WEIR_SPOOL: join(directory, 'spool'),
      WEIR_SPOOL_MAX_BYTES: '64 MiB',
      WEIR_RATE_LIMIT: 'off',
      WEIR_CONSOLE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  const lines: string[] = []
  const url = await new Promise<string>((found, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const ready = /"url":"([^"]+)".*"msg":"ready"/u.exec(line)?.[1]
        if (ready !== undefined) found(ready)
      })
    }
    child.once('exit', () => failed(new Error(`the gateway ended: ${lines.join('\n')}`)))
  })
  return {
    url,
    async stop() {
      process.off('exit', kill)
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
      await rm(directory, { recursive: true, force: true })
    },
  }
}
