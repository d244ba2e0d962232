import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { keptCode } from './kept-code.ts'

/** The real gateway, as a program of its own, for tests and measurements. */
export interface GatewayProgram {
  readonly url: string
  /** SIGTERM, waits for its end, and removes its folder. */
  readonly stop: () => Promise<void>
}

export interface GatewayProgramOptions {
  /** Of the one site. Default: `demo`. */
  readonly siteId?: string
  /** Default: `wk_demo`. */
  readonly writeKey?: string
  /** Of pages that may send. Default: any. */
  readonly origins?: readonly string[]
  /** Settings in the place of the defaults: memory for a sink, a spool of 64 MiB, the console, no limit. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where it runs. Default: where this process does. */
  readonly cwd?: string | undefined
}

const main = resolve(import.meta.dirname, '../../gateway/src/main.ts')

/** Starts a gateway on free ports of this machine, with one site and a folder of its own. */
export async function startGatewayProgram(
  options: GatewayProgramOptions = {},
): Promise<GatewayProgram> {
  const { siteId = 'demo', writeKey = 'wk_demo', origins, environment = {}, cwd } = options
  const folder = await mkdtemp(join(tmpdir(), 'weir-gateway-'))
  const sites = join(folder, 'sites.json')
  const site = { site_id: siteId, write_keys: [writeKey], ...(origins && { origins }) }
  await writeFile(sites, JSON.stringify({ sites: [site] }))
  const child = spawn(process.execPath, ['--conditions=weir-source', main], {
    env: {
      ...keptCode,
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SITES: sites,
      WEIR_SINK: 'memory',
      WEIR_ARCHIVE: join(folder, 'archive'),
      WEIR_SPOOL: join(folder, 'spool'),
      WEIR_SPOOL_MAX_BYTES: '64 MiB',
      WEIR_RATE_LIMIT: 'off',
      WEIR_CONSOLE: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
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
      await rm(folder, { recursive: true, force: true })
    },
  }
}
